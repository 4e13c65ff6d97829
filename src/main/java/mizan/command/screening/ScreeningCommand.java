package mizan.command.screening;

import picocli.CommandLine.Command;

/** The command {@code screening}: learns from decisions, and measures what was learned. */
@Command(
        name = "screening",
        description = "Trains and measures automatic screening.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TrainCommand.class, EvaluateCommand.class})
public final class ScreeningCommand {}
