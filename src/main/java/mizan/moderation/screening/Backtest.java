package mizan.moderation.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.List;

/**
 * What changed rules would have found in past comments, against what moderators decided about them.
 *
 * @param approved the number of approved comments that were read
 * @param rejected the number of rejected comments that were read
 * @param rules the rules that look at the comment alone, in their order
 * @param any what any of these rules would have found
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Backtest(int approved, int rejected, List<RuleFindings> rules, RuleFindings any) {

    /**
     * The comments in which a rule would have found something.
     *
     * @param approved comments that moderators approved: a high number makes work for nothing
     * @param rejected comments that moderators rejected
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record RuleFindings(String rule, int approved, int rejected) {}
}
