package mizan.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole. */
@Command(
        name = "mizan",
        description = "Takes in readers' comments and publishes those that moderators approve.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            KeysCommand.class,
            ModeratorCommand.class,
            AuditCommand.class,
            MaintenanceCommand.class
        })
public final class MizanCommand {

    /** All commands, as they are typed. */
    public static CommandLine commands() {
        CommandLine commands = new CommandLine(new MizanCommand());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new CommandExceptionHandler());
        return commands;
    }
}
