package mizan.command.screening;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.screening.RuleEvaluation;
import mizan.screening.ScreeningPolicies;
import mizan.screening.classifier.LabelledText;
import mizan.screening.classifier.Training;
import mizan.screening.learning.DecidedComments;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.ruleset.RuleSet;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code screening evaluate}: measures rules and classifier with past decisions, or with a labelled corpus. */
@Command(
        name = "evaluate",
        description = {
            "Measures what the rules find, and how well the classifier tells rejected comments from approved ones: with the"
                    + " decisions of a site, or with CSV files that have a header.",
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
                    "CSV files in UTF-8, with commas, semicolons or tabs. With several files, it also measures each with a"
                            + " classifier that has learned from the others only.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--decisions", description = "Uses the decisions of moderators of a site, the newest 5,000.")
    private boolean isWithDecisions;

    @Option(
            names = "--site",
            paramLabel = "NAME",
            description =
                    "The site of the decisions. With files: the site whose rules are measured; default: rules as they"
                            + " are without settings.")
    private @Nullable String site;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            split = ",",
            description =
                    "The languages of the comments, such as ar,en: measures the rule language too. Not with --site.")
    private List<String> languages = new ArrayList<>();

    @Option(
            names = "--max-links",
            paramLabel = "NUMBER",
            description = "The links that a comment may have; default: 2. Not with --site.")
    private @Nullable Integer maxLinks;

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
            split = ",",
            defaultValue = "rejected",
            description =
                    "The values of that column in rejected comments; default: ${DEFAULT-VALUE}. All others are approved.")
    private List<String> rejected = new ArrayList<>();

    @Option(names = "--unfolded", description = "Measures the classifier without folding, for comparison.")
    private boolean isUnfolded;

    @Option(names = "--json", description = "Prints the result as JSON.")
    private boolean isJson;

    @Override
    public Integer call() {
        if (isWithDecisions != files.isEmpty()) {
            throw CommandFailure.ofUsage("Name either files or --decisions");
        }
        if (isWithDecisions && site == null) {
            throw CommandFailure.ofUsage("--decisions needs --site");
        }
        if (site != null && (!languages.isEmpty() || maxLinks != null)) {
            throw CommandFailure.ofUsage("--language and --max-links are settings of the site");
        }
        LabelledFile.Content content = isWithDecisions
                ? new LabelledFile.Content(new ArrayList<>(), 0)
                : new LabelledFile(textColumn, labelColumn, rejected).read(files);
        List<LabelledText> texts = content.texts();
        ScreeningPolicy policy = site == null ? defaults() : policy(site, texts);
        if (texts.isEmpty()) {
            throw CommandFailure.of("There are no decisions to measure with");
        }
        EvaluationReport report =
                new EvaluationReport(content.leftOut(), RuleEvaluation.of(texts, policy), learned(texts));
        PrintWriter out = spec.commandLine().getOut();
        out.print(isJson ? report.toJson() : report.toText());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private ScreeningPolicy defaults() {
        int links = maxLinks == null ? RuleSet.DEFAULT_MAX_LINKS : maxLinks;
        return RuleSet.ofDefaults(links, languages).toPolicy();
    }

    /** The rules of a site. Adds the decisions to the texts, if these are wanted. */
    private ScreeningPolicy policy(String name, List<LabelledText> texts) {
        AtomicReference<ScreeningPolicy> policy = new AtomicReference<>();
        CommandContext.run(context -> {
            if (context.bean(Sites.class).find(name).isEmpty()) {
                throw CommandFailure.ofUsage("There is no site with the name " + name);
            }
            ScreeningPolicies policies = context.bean(ScreeningPolicies.class);
            policies.refresh();
            policy.set(policies.get(name));
            if (isWithDecisions) {
                texts.clear();
                context.bean(DecidedComments.class)
                        .forEach(name, context.bean(Clock.class).instant(), text -> {
                            texts.add(text);
                            return texts.size() < Training.MAX_COMMENTS;
                        });
            }
            return CommandLine.ExitCode.OK;
        });
        return Objects.requireNonNull(policy.get());
    }

    private EvaluationReport.@Nullable Learned learned(List<LabelledText> texts) {
        return Training.measure(texts, !isUnfolded)
                .map(result -> EvaluationReport.Learned.of(
                        result, Training.measureUnseenSources(texts, !isUnfolded), time(result, texts)))
                .orElse(null);
    }

    /** Judges each text twice, and measures the second time: the code is compiled then. */
    private static double time(Training.Result result, List<LabelledText> texts) {
        texts.forEach(text -> result.classifier().judge(text.text()));
        long start = System.nanoTime();
        texts.forEach(text -> result.classifier().judge(text.text()));
        return (System.nanoTime() - start) / 1e6 / texts.size();
    }
}
