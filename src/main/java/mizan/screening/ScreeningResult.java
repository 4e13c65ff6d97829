package mizan.screening;

import java.util.List;
import mizan.screening.rule.ScreenedComment;

/**
 * The findings in a comment.
 *
 * @param score the sum of their weights
 */
public record ScreeningResult(ScreenedComment comment, List<Finding> findings, int score) {

    static ScreeningResult of(ScreenedComment comment, List<Finding> findings) {
        return new ScreeningResult(
                comment,
                List.copyOf(findings),
                findings.stream().mapToInt(Finding::weight).sum());
    }
}
