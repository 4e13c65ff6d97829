package mizan.command;

import mizan.comment.AuthorStats;
import mizan.comment.SearchIndex;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks what is derived from the comments, and makes it anew. The service may run meanwhile. */
@Command(
        name = "maintenance",
        description = "Checks what is derived from the comments, and makes it anew. The service may run meanwhile.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class MaintenanceCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = "Compares the numbers beside the authors with their comments; fails if some are wrong.",
            mixinStandardHelpOptions = true)
    int authors(@Option(names = "--repair", description = "Puts wrong numbers right.") boolean isRepairing) {
        return CommandContext.run(spec, context -> {
            AuthorStats records = context.bean(AuthorStats.class);
            if (isRepairing) {
                spec.commandLine().getOut().printf("Put right: %d%n", records.repair());
                return CommandLine.ExitCode.OK;
            }
            long wrong = records.countWrong();
            spec.commandLine().getOut().printf("Wrong: %d%n", wrong);
            return wrong == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Command(
            description = "Makes the words anew under which comments are found: once after an upgrade that says so.",
            mixinStandardHelpOptions = true)
    int search() {
        return CommandContext.run(spec, context -> {
            spec.commandLine()
                    .getOut()
                    .printf("Comments: %d%n", context.bean(SearchIndex.class).rebuild());
            return CommandLine.ExitCode.OK;
        });
    }
}
