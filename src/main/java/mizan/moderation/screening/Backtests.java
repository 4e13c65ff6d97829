package mizan.moderation.screening;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mizan.comment.CommentStatus;
import mizan.screening.Finding;
import mizan.screening.Screening;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import mizan.screening.ruleset.RuleSet;
import mizan.site.Sites;

/** Runs rules on the comments of a site that moderators decided last. */
@Singleton
class Backtests {

    private static final String NO_NAME = "-";

    private final Screening screening;
    private final DecidedCommentRepository comments;
    private final Sites sites;

    Backtests(Screening screening, DecidedCommentRepository comments, Sites sites) {
        this.screening = screening;
        this.comments = comments;
        this.sites = sites;
    }

    /** Rules that compare a comment with others are left out. */
    Backtest run(String site, RuleSet rules, int limit) {
        ScreeningPolicy policy = alone(rules.toPolicy(sites.get(site)));
        Map<CommentStatus, Integer> read = new EnumMap<>(CommentStatus.class);
        Map<Found, Integer> found = new HashMap<>();
        for (DecidedCommentRepository.Row row : comments.newest(site, limit)) {
            read.merge(row.status(), 1, Integer::sum);
            List<Finding> findings =
                    screening.examine(policy, site, Objects.requireNonNullElse(row.name(), NO_NAME), row.body());
            findings.forEach(finding -> found.merge(new Found(finding.rule(), row.status()), 1, Integer::sum));
            if (!findings.isEmpty()) {
                found.merge(new Found(Found.ANY, row.status()), 1, Integer::sum);
            }
        }
        return new Backtest(
                read.getOrDefault(CommentStatus.APPROVED, 0),
                read.getOrDefault(CommentStatus.REJECTED, 0),
                Arrays.stream(ScreeningRule.values())
                        .filter(rule -> policy.weight(rule).isPresent())
                        .map(rule -> findings(rule.id(), found))
                        .toList(),
                findings(Found.ANY, found));
    }

    private static ScreeningPolicy alone(ScreeningPolicy policy) {
        Map<ScreeningRule, Integer> weights = new EnumMap<>(ScreeningRule.class);
        weights.putAll(policy.weights());
        weights.keySet().removeIf(ScreeningRule::needsMoreThanText);
        return policy.with(weights);
    }

    private static Backtest.RuleFindings findings(String rule, Map<Found, Integer> found) {
        return new Backtest.RuleFindings(
                rule,
                found.getOrDefault(new Found(rule, CommentStatus.APPROVED), 0),
                found.getOrDefault(new Found(rule, CommentStatus.REJECTED), 0));
    }

    /** Comments of one status in which a rule found something. */
    private record Found(String rule, CommentStatus status) {

        static final String ANY = "any";
    }
}
