package mizan.moderation.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import mizan.screening.Finding;

/**
 * The findings of the rules in a text.
 *
 * @param body the text after validation, to which the spans refer
 * @param score the sum of the weights of the findings
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TriedText(String body, int score, List<Finding> findings) {}
