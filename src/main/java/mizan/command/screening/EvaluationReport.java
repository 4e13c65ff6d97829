package mizan.command.screening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import mizan.screening.classifier.Evaluation;
import mizan.screening.classifier.LabelledText;
import mizan.screening.classifier.LearningCurve;
import mizan.screening.classifier.Training;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code screening evaluate}.
 *
 * @param useful whether the service would show findings with this classifier
 * @param unseenSources the results for files that the classifier has not learned from; null with one source
 * @param millisecondsPerComment the mean time of a judgement
 */
record EvaluationReport(
        boolean useful,
        Evaluation crossValidation,
        @Nullable Evaluation unseenSources,
        List<LearningCurve.Point> learningCurve,
        double millisecondsPerComment) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static EvaluationReport of(Training.Result result, @Nullable Evaluation unseenSources, double milliseconds) {
        return new EvaluationReport(
                result.evaluation().isUseful(),
                result.evaluation(),
                unseenSources,
                result.learningCurve(),
                milliseconds);
    }

    /** Judges each text twice, and measures the second time: the code is compiled then. */
    static double time(Training.Result result, List<LabelledText> texts) {
        texts.forEach(text -> result.classifier().judge(text.text()));
        long start = System.nanoTime();
        texts.forEach(text -> result.classifier().judge(text.text()));
        return (System.nanoTime() - start) / 1e6 / texts.size();
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
        append(text, "Held-back comments, five folds", crossValidation);
        if (unseenSources != null) {
            append(text, "Files that it has not learned from", unseenSources);
        }
        text.format("Learning curve%n");
        text.format("  decisions  macro-F1    AUC%n");
        learningCurve.forEach(
                point -> text.format("  %9d     %.3f  %.3f%n", point.decisions(), point.macroF1(), point.auc()));
        text.format("Time per comment: %.3f ms%n", millisecondsPerComment);
        text.format(
                "%s%n",
                useful
                        ? "The service would show findings with this classifier."
                        : "The service would show no findings: it needs 30 comments of each kind, and a lower bound of 0.75.");
        return text.toString();
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
