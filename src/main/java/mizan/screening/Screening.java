package mizan.screening;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import mizan.screening.rule.Match;
import mizan.screening.rule.Rule;
import mizan.screening.rule.Rules;
import mizan.screening.rule.ScreenedComment;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Screens new comments with the rules of their site. It never publishes, never rejects and never throws: a rule that cannot
 * run is itself a finding.
 */
@Singleton
public class Screening {

    private static final Logger LOG = LoggerFactory.getLogger(Screening.class);

    /** No rule is started after this. All of them take less than a millisecond for most comments. */
    private static final Duration TIME_BUDGET = Duration.ofMillis(500);

    private static final String NO_ARTICLE = "";

    private static final Match NO_DETAIL = new Match("", List.of());

    private final List<Rule> rules;
    private final ScreeningPolicies policies;
    private final MeterRegistry meters;

    Screening(Rules rules, ScreeningPolicies policies, MeterRegistry meters) {
        this(rules.inOrder(), policies, meters);
    }

    private Screening(List<Rule> rules, ScreeningPolicies policies, MeterRegistry meters) {
        this.rules = rules;
        this.policies = policies;
        this.meters = meters;
    }

    /** Screening with other rules. */
    Screening with(List<Rule> others) {
        return new Screening(others, policies, meters);
    }

    /**
     * Screens a comment that is about to be stored.
     *
     * @param ofRequest what was found in the request
     */
    public ScreeningResult screen(
            String site, String article, String name, String body, List<ScreeningRule> ofRequest) {
        ScreeningResult ofText = examine(site, article, name, body);
        ScreeningPolicy policy = policies.get(site);
        List<Finding> findings = new ArrayList<>(ofText.findings());
        for (ScreeningRule rule : ofRequest) {
            policy.weight(rule).ifPresent(weight -> findings.add(Finding.of(rule, NO_DETAIL, weight)));
        }
        ScreeningResult result = ScreeningResult.of(ofText.comment(), findings);
        result.findings()
                .forEach(finding -> meters.counter("mizan.screening.findings", "site", site, "rule", finding.rule())
                        .increment());
        return result;
    }

    /** Runs the rules of a site on a text that is not stored. */
    public ScreeningResult examine(String site, String article, String name, String body) {
        ScreenedComment comment = new ScreenedComment(site, article, name, body);
        return ScreeningResult.of(comment, findings(policies.get(site), comment));
    }

    /** Runs the rules of another policy on a text that is not stored. */
    public List<Finding> examine(ScreeningPolicy policy, String site, String name, String body) {
        return findings(policy, new ScreenedComment(site, NO_ARTICLE, name, body));
    }

    private List<Finding> findings(ScreeningPolicy policy, ScreenedComment comment) {
        List<Finding> findings = new ArrayList<>();
        long start = System.nanoTime();
        for (Rule rule : rules) {
            OptionalInt weight = policy.weight(rule.id());
            if (weight.isPresent()) {
                boolean isLate = System.nanoTime() - start > TIME_BUDGET.toNanos();
                findings.addAll(isLate ? failed(rule.id()) : run(rule, comment, policy, weight.getAsInt()));
            }
        }
        return List.copyOf(findings);
    }

    // Catches everything, because a comment must not be lost to a rule. The message may contain the text.
    private List<Finding> run(Rule rule, ScreenedComment comment, ScreeningPolicy policy, int weight) {
        try {
            return rule.check(comment, policy).map(match -> Finding.of(rule.id(), match, weight)).stream()
                    .toList();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error(
                    "The screening rule {} failed with {}",
                    rule.id().id(),
                    e.getClass().getName());
            return failed(rule.id());
        }
    }

    private static List<Finding> failed(ScreeningRule rule) {
        return List.of(
                new Finding(ScreeningRule.FAILED.id(), rule.id(), List.of(), ScreeningRule.FAILED.defaultWeight()));
    }

    /** Takes note of a comment that was stored: later ones are compared with it. */
    public void accepted(ScreeningResult result) {
        for (Rule rule : rules) {
            try {
                rule.accepted(result.comment());
            } catch (RuntimeException e) {
                LOG.error(
                        "The screening rule {} failed with {}",
                        rule.id().id(),
                        e.getClass().getName());
            }
        }
    }
}
