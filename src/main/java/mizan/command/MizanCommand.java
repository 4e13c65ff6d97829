package mizan.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command. */
@Command(
        name = "mizan",
        description = "Accepts readers' comments and publishes those that moderators approve.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            KeysCommand.class,
            ModeratorCommand.class,
            AuditCommand.class,
            MaintenanceCommand.class
        })
public final class MizanCommand {

    /** Creates the command line with all commands. */
    public static CommandLine commands() {
        CommandLine commands = new CommandLine(new MizanCommand());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new CommandExceptionHandler());
        return commands;
    }
}
