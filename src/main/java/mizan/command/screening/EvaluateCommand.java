package mizan.command.screening;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.screening.classifier.LabelledText;
import mizan.screening.classifier.Training;
import mizan.screening.learning.DecidedComments;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code screening evaluate}: measures the classifier with held-back decisions, or with a labelled corpus. */
@Command(
        name = "evaluate",
        description = {
            "Measures how well the classifier tells rejected comments from approved ones: by five-fold cross-validation with"
                    + " the decisions of a site, or with CSV files that have a header.",
            "It stores nothing, and sends no text anywhere."
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "CSV files (RFC 4180, UTF-8). With several files, it also measures each with a classifier that has"
                            + " learned from the others only.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--decisions", description = "Uses the decisions of moderators, the newest 5,000.")
    private boolean isWithDecisions;

    @Option(names = "--site", paramLabel = "NAME", description = "The site of the decisions.")
    private @Nullable String site;

    @Option(
            names = "--text-column",
            paramLabel = "COLUMN",
            defaultValue = "text",
            description = "The column with the text; default: ${DEFAULT-VALUE}.")
    private String textColumn = "text";

    @Option(
            names = "--label-column",
            paramLabel = "COLUMN",
            defaultValue = "label",
            description = "The column with the decision; default: ${DEFAULT-VALUE}.")
    private String labelColumn = "label";

    @Option(
            names = "--rejected",
            paramLabel = "VALUE",
            defaultValue = "rejected",
            description = "The value of that column in rejected comments; default: ${DEFAULT-VALUE}.")
    private String rejected = "rejected";

    @Option(names = "--unfolded", description = "Measures without folding, for comparison.")
    private boolean isUnfolded;

    @Option(names = "--json", description = "Prints the result as JSON.")
    private boolean isJson;

    @Override
    public Integer call() {
        if (isWithDecisions != files.isEmpty()) {
            throw CommandFailure.ofUsage("Name either files or --decisions");
        }
        if (isWithDecisions != (site != null)) {
            throw CommandFailure.ofUsage("--decisions and --site belong together");
        }
        List<LabelledText> texts =
                site == null ? new LabelledFile(textColumn, labelColumn, rejected).read(files) : decisions(site);
        Training.Result result = Training.measure(texts, !isUnfolded)
                .orElseThrow(
                        () -> CommandFailure.of("There are not both rejected and approved comments to learn from"));
        EvaluationReport report = EvaluationReport.of(
                result, Training.measureUnseenSources(texts, !isUnfolded), EvaluationReport.time(result, texts));
        PrintWriter out = spec.commandLine().getOut();
        out.print(isJson ? report.toJson() : report.toText());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static List<LabelledText> decisions(String site) {
        List<LabelledText> texts = new ArrayList<>();
        CommandContext.run(context -> {
            if (context.bean(Sites.class).find(site).isEmpty()) {
                throw CommandFailure.ofUsage("There is no site with the name " + site);
            }
            texts.clear();
            context.bean(DecidedComments.class)
                    .forEach(site, context.bean(Clock.class).instant(), text -> {
                        texts.add(text);
                        return texts.size() < Training.MAX_COMMENTS;
                    });
            return CommandLine.ExitCode.OK;
        });
        return texts;
    }
}
