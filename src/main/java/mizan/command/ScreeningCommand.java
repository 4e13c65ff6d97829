package mizan.command;

import picocli.CommandLine.Command;

/** The command {@code screening}: measures what the service can learn from decisions. */
@Command(
        name = "screening",
        description = "Measures automatic screening.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = EvaluateCommand.class)
final class ScreeningCommand {}
