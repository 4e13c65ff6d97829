package mizan.command.screening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import mizan.screening.RuleEvaluation;
import mizan.screening.classifier.Evaluation;
import mizan.screening.classifier.LearningCurve;
import mizan.screening.classifier.Training;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code screening evaluate}.
 *
 * @param leftOut the number of rows without a text or a label
 * @param classifier null if all comments are approved, or all are rejected
 */
record EvaluationReport(
        int leftOut, RuleEvaluation rules, @Nullable Learned classifier) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * The results of the classifier.
     *
     * @param useful whether the service would show findings with it
     * @param unseenSources the results for files that it has not learned from; null with one source
     * @param millisecondsPerComment the mean time of a judgement
     */
    record Learned(
            boolean useful,
            Evaluation crossValidation,
            @Nullable Evaluation unseenSources,
            List<LearningCurve.Point> learningCurve,
            double millisecondsPerComment) {

        static Learned of(Training.Result result, @Nullable Evaluation unseenSources, double milliseconds) {
            return new Learned(
                    result.evaluation().isUseful(),
                    result.evaluation(),
                    unseenSources,
                    result.learningCurve(),
                    milliseconds);
        }
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String toText() {
        Formatter text = new Formatter(Locale.ROOT);
        if (leftOut > 0) {
            text.format("Left out because they have no text or no label: %d rows%n", leftOut);
        }
        append(text, rules);
        if (classifier == null) {
            text.format("The classifier is not measured: there are not both rejected and approved comments.%n");
        } else {
            append(text, classifier);
        }
        return text.toString();
    }

    private static void append(Formatter text, RuleEvaluation rules) {
        text.format("Rules: %d comments, %d rejected%n", rules.approved() + rules.rejected(), rules.rejected());
        text.format("  %-18s  %5s  %9s  %6s  %19s%n", "", "found", "precision", "recall", "false-positive rate");
        rules.rules().forEach(findings -> append(text, findings));
        append(text, rules.any());
    }

    private static void append(Formatter text, RuleEvaluation.Findings findings) {
        text.format(
                "  %-18s  %5d  %9s  %6s  %19s%n",
                findings.rule(),
                findings.found(),
                share(findings.precision()),
                share(findings.recall()),
                share(findings.falsePositiveRate()));
    }

    private static String share(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }

    private static void append(Formatter text, Learned classifier) {
        append(text, "Classifier, held-back comments, five folds", classifier.crossValidation());
        if (classifier.unseenSources() != null) {
            append(text, "Classifier, files that it has not learned from", classifier.unseenSources());
        }
        text.format("Learning curve%n");
        text.format("  decisions  macro-F1    AUC%n");
        classifier
                .learningCurve()
                .forEach(point ->
                        text.format("  %9d     %.3f  %.3f%n", point.decisions(), point.macroF1(), point.auc()));
        text.format("Time per comment: %.3f ms%n", classifier.millisecondsPerComment());
        text.format(
                "%s%n",
                classifier.useful()
                        ? "The service would show findings with this classifier."
                        : "The service would show no findings: it needs 30 comments of each kind, and a lower bound of 0.75.");
    }

    private static void append(Formatter text, String title, Evaluation evaluation) {
        text.format("%s: %d comments, %d rejected%n", title, evaluation.comments(), evaluation.rejected());
        text.format("  macro-F1           %.3f%n", evaluation.accuracy().macroF1());
        text.format("  precision          %.3f%n", evaluation.accuracy().precision());
        text.format("  recall             %.3f%n", evaluation.accuracy().recall());
        text.format(
                "  AUC                %.3f (95 %% confidence: at least %.3f)%n",
                evaluation.auc().value(), evaluation.auc().lowerBound());
        text.format("  calibration error  %.3f%n", evaluation.calibrationError());
    }
}
