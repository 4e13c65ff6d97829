package mizan.moderation.screening;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mizan.comment.CommentStatus;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.screening.Finding;
import mizan.screening.Screening;
import mizan.screening.ScreeningPolicies;
import mizan.screening.ScreeningResult;
import mizan.screening.ScreeningSettings;
import mizan.screening.match.WordList;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import org.jspecify.annotations.Nullable;

/** Shows and tries the screening rules of a site. Nothing is stored. */
@Singleton
public class SiteScreening {

    private static final int MAX_COMMENTS = 1_000;
    private static final int MAX_WORDS = 1_000;

    /** No article, for rules that count comments of one. */
    private static final String NO_ARTICLE = "";

    private static final String NO_NAME = "-";

    private final Screening screening;
    private final ScreeningPolicies policies;
    private final SiteAccess access;
    private final DecidedCommentRepository comments;

    SiteScreening(
            Screening screening, ScreeningPolicies policies, SiteAccess access, DecidedCommentRepository comments) {
        this.screening = screening;
        this.policies = policies;
        this.access = access;
        this.comments = comments;
    }

    /** @throws ProblemException not-allowed, no-such-site, or 422 without a site */
    public SiteRules rules(Moderator moderator, @Nullable String site) {
        String permitted = site(moderator, site);
        return SiteRules.of(permitted, policies.get(permitted));
    }

    /** @throws ProblemException not-allowed, no-such-site, or 422 with every invalid field */
    public TriedText tryOut(Moderator moderator, @Nullable String site, @Nullable String name, @Nullable String body) {
        String permitted = site(moderator, site);
        List<FieldViolation> violations = new ArrayList<>();
        String checkedName =
                name == null || name.isBlank() ? NO_NAME : checked("name", name, PlainText.NAME, violations);
        String checkedBody = checked("body", Objects.requireNonNullElse(body, ""), PlainText.BODY, violations);
        throwIfInvalid(violations);
        ScreeningResult result = screening.examine(permitted, NO_ARTICLE, checkedName, checkedBody);
        return new TriedText(checkedBody, result.score(), result.findings());
    }

    /** @throws ProblemException not-allowed, no-such-site, or 422 with every invalid field */
    Backtest backtest(Moderator moderator, BacktestRequest request) {
        String site = site(moderator, request.site());
        List<FieldViolation> violations = new ArrayList<>();
        ScreeningPolicy policy = changed(policies.get(site), request, violations);
        int limit = Objects.requireNonNullElse(request.limit(), MAX_COMMENTS);
        if (limit < 1 || limit > MAX_COMMENTS) {
            violations.add(FieldViolation.of("limit", "range", 1, MAX_COMMENTS));
        }
        throwIfInvalid(violations);
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

    private static ScreeningPolicy changed(
            ScreeningPolicy policy, BacktestRequest request, List<FieldViolation> violations) {
        Map<ScreeningRule, Integer> weights = new EnumMap<>(policy.weights());
        Objects.requireNonNullElse(request.rules(), Map.<String, String>of()).forEach((name, value) -> {
            @Nullable ScreeningRule rule = ScreeningRule.find(name)
                    .filter(ScreeningRule::isConfigurable)
                    .orElse(null);
            if (rule == null || value == null || !ScreeningSettings.isWeight(value)) {
                violations.add(FieldViolation.of("rules", "unknown"));
            } else {
                weights.remove(rule);
                ScreeningSettings.weight(value, rule).ifPresent(weight -> weights.put(rule, weight));
            }
        });
        weights.keySet().removeIf(ScreeningRule::needsOtherComments);
        @Nullable List<String> words = request.words();
        if (words != null && (words.size() > MAX_WORDS || words.stream().anyMatch(Objects::isNull))) {
            violations.add(FieldViolation.of("words", "too-many", MAX_WORDS));
        }
        return policy.with(weights, words == null || !violations.isEmpty() ? policy.words() : WordList.of(words));
    }

    private static Backtest.RuleFindings findings(String rule, Map<Found, Integer> found) {
        return new Backtest.RuleFindings(
                rule,
                found.getOrDefault(new Found(rule, CommentStatus.APPROVED), 0),
                found.getOrDefault(new Found(rule, CommentStatus.REJECTED), 0));
    }

    private String site(Moderator moderator, @Nullable String site) {
        if (site == null || site.isEmpty()) {
            access.requireDecider(moderator);
            throw ProblemException.invalid(FieldViolation.of("site", "required"));
        }
        return access.permittedSites(moderator, site).iterator().next();
    }

    private static String checked(String field, String text, PlainText rule, List<FieldViolation> violations) {
        return switch (rule.check(text)) {
            case TextValidation.Valid(String valid) -> valid;
            case TextValidation.Invalid(var violation) -> {
                violations.add(FieldViolation.of(field, violation));
                yield "";
            }
        };
    }

    private static void throwIfInvalid(List<FieldViolation> violations) {
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
    }

    /** Comments of one status in which a rule found something. */
    private record Found(String rule, CommentStatus status) {

        static final String ANY = "any";
    }
}
