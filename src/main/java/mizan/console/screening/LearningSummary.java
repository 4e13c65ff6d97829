package mizan.console.screening;

import java.text.NumberFormat;
import java.util.List;
import mizan.platform.i18n.LocalizedMessages;
import mizan.screening.classifier.Evaluation;
import mizan.screening.learning.LearnedModel;
import org.jspecify.annotations.Nullable;

/** What the service has learned from the decisions of a site, in numbers. */
public record LearningSummary(LocalizedMessages messages, LearnedModel model) {

    /** A named number. */
    public record Fact(String name, String value) {}

    /** A point of the learning curve. */
    public record Point(String decisions, String macroF1, String auc) {}

    /** Whether it marks comments, and why not. */
    public String state() {
        return messages.get(
                "screening.learning." + model.state(),
                messages.number(Evaluation.MIN_OF_EACH),
                decimal(Evaluation.MIN_AUC, 2));
    }

    /** The results on held-back decisions; empty before the first training. */
    public List<Fact> facts() {
        @Nullable Evaluation evaluation = model.evaluation();
        if (evaluation == null) {
            return List.of();
        }
        Evaluation.Accuracy accuracy = evaluation.accuracy();
        return List.of(
                fact("approved", messages.number(evaluation.comments() - evaluation.rejected())),
                fact("rejected", messages.number(evaluation.rejected())),
                fact("auc", decimal(evaluation.auc().value(), 3)),
                fact("auc-bound", decimal(evaluation.auc().lowerBound(), 3)),
                fact("precision", percent(accuracy.precision())),
                fact("recall", percent(accuracy.recall())),
                fact("calibration", percent(evaluation.calibrationError())));
    }

    public List<Point> curve() {
        return model.learningCurve().stream()
                .map(point -> new Point(
                        messages.number(point.decisions()), decimal(point.macroF1(), 3), decimal(point.auc(), 3)))
                .toList();
    }

    private Fact fact(String name, String value) {
        return new Fact(messages.get("screening.learning." + name), value);
    }

    private String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(messages.language());
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    private String decimal(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(messages.language());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }
}
