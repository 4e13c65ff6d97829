package mizan.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import mizan.screening.rule.Match;
import mizan.screening.rule.ScreeningRule;

/**
 * What a rule has found in a comment, as it is stored.
 *
 * @param spans the places in the body, as pairs of UTF-16 offsets [from, to)
 * @param weight what it adds to the score
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ScreeningFinding")
public record Finding(String rule, String detail, List<List<Integer>> spans, int weight) {

    static Finding of(ScreeningRule rule, Match match, int weight) {
        return new Finding(
                rule.id(),
                match.detail(),
                match.spans().stream()
                        .map(span -> List.of(span.from(), span.to()))
                        .toList(),
                weight);
    }
}
