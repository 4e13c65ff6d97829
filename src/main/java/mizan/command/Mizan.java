package mizan.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole. */
@Command(
        name = "mizan",
        description = "Takes in readers' comments and publishes those that moderators approve.",
        mixinStandardHelpOptions = true,
        subcommands = {Serve.class, Keys.class, ModeratorCommand.class, AuditCommand.class, UpkeepCommand.class})
public final class Mizan {

    /** All commands, as they are typed. */
    public static CommandLine commands() {
        CommandLine commands = new CommandLine(new Mizan());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new Faults());
        return commands;
    }
}
