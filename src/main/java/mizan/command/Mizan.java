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

    /** A command, or all of them, as they are typed. */
    public static CommandLine commands(Object command) {
        CommandLine commands = new CommandLine(command);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new Faults());
        return commands;
    }
}
