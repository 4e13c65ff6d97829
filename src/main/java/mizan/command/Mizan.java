package mizan.command;

import picocli.CommandLine.Command;

/** The command line as a whole. */
@Command(
        name = "mizan",
        description = "Takes in readers' comments and publishes those that moderators approve.",
        mixinStandardHelpOptions = true,
        subcommands = {Serve.class, Keys.class, ModeratorCommand.class, AuditCommand.class, UpkeepCommand.class})
public final class Mizan {}
