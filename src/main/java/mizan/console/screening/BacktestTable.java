package mizan.console.screening;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import mizan.moderation.screening.Backtest;
import mizan.moderation.screening.SiteScreening;
import mizan.platform.i18n.LocalizedMessages;
import mizan.screening.rule.ScreeningRule;
import org.jspecify.annotations.Nullable;

/** What the rules that apply, and changed ones, find in past comments, as a table. */
public record BacktestTable(LocalizedMessages messages, SiteScreening.Comparison comparison) {

    /**
     * A row of the table.
     *
     * @param rejected the rejected comments in which the rule finds something
     * @param approved the approved comments in which the rule finds something
     */
    public record Row(String rule, String rejected, String approved) {}

    public Backtest read() {
        return comparison.changed();
    }

    /** The rules that find something, in their order. */
    public List<Row> rows() {
        Map<String, Backtest.RuleFindings> now = byRule(comparison.now());
        Map<String, Backtest.RuleFindings> changed = byRule(comparison.changed());
        return Arrays.stream(ScreeningRule.values())
                .map(ScreeningRule::id)
                .filter(rule -> hasFound(now.get(rule)) || hasFound(changed.get(rule)))
                .map(rule -> row(messages.get("rule." + rule), now.get(rule), changed.get(rule)))
                .toList();
    }

    /** The row with the numbers of comments in which at least one rule finds something. */
    public Row total() {
        return row(
                messages.get("screening.backtest.any"),
                comparison.now().any(),
                comparison.changed().any());
    }

    private Row row(String name, Backtest.@Nullable RuleFindings now, Backtest.@Nullable RuleFindings changed) {
        return new Row(
                name,
                change(now, changed, Backtest.RuleFindings::rejected),
                change(now, changed, Backtest.RuleFindings::approved));
    }

    private String change(
            Backtest.@Nullable RuleFindings now,
            Backtest.@Nullable RuleFindings changed,
            Function<Backtest.RuleFindings, Integer> number) {
        int before = now == null ? 0 : number.apply(now);
        int after = changed == null ? 0 : number.apply(changed);
        return before == after
                ? messages.number(after)
                : messages.get("screening.backtest.change", messages.number(before), messages.number(after));
    }

    private static boolean hasFound(Backtest.@Nullable RuleFindings findings) {
        return findings != null && findings.approved() + findings.rejected() > 0;
    }

    private static Map<String, Backtest.RuleFindings> byRule(Backtest backtest) {
        return backtest.rules().stream().collect(Collectors.toMap(Backtest.RuleFindings::rule, Function.identity()));
    }
}
