package mizan.command;

import mizan.command.context.CommandContext;
import mizan.comment.maintenance.AuthorStats;
import mizan.comment.maintenance.SearchIndex;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code maintenance}: checks and rebuilds derived data. The service may run at the same time. */
@Command(
        name = "maintenance",
        description =
                "Checks and rebuilds data that is derived from the comments. The service may run at the same time.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class MaintenanceCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = "Compares the statistics of authors with their comments; fails if some are wrong.",
            mixinStandardHelpOptions = true)
    int authors(@Option(names = "--repair", description = "Corrects wrong statistics.") boolean isRepairing) {
        return CommandContext.run(context -> {
            AuthorStats authorStats = context.bean(AuthorStats.class);
            if (isRepairing) {
                spec.commandLine().getOut().printf("Repaired: %d%n", authorStats.repair());
                return CommandLine.ExitCode.OK;
            }
            long wrong = authorStats.countDifferences();
            spec.commandLine().getOut().printf("Wrong: %d%n", wrong);
            return wrong == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Command(
            description = "Rebuilds the search index of all comments. Needed after an upgrade whose notes say so.",
            mixinStandardHelpOptions = true)
    int search() {
        return CommandContext.run(context -> {
            spec.commandLine()
                    .getOut()
                    .printf("Comments: %d%n", context.bean(SearchIndex.class).rebuild());
            return CommandLine.ExitCode.OK;
        });
    }
}
