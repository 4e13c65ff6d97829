package mizan.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import mizan.comment.CommentFindings;
import mizan.screening.Finding;
import mizan.screening.Screening;
import mizan.screening.ScreeningPolicies;
import mizan.screening.ScreeningResult;
import mizan.screening.remote.RemoteScorers;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/** Screens submissions before they are stored. */
@Singleton
final class SubmissionScreening {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Screening screening;
    private final ScreeningPolicies policies;
    private final RemoteScorers scorers;

    SubmissionScreening(Screening screening, ScreeningPolicies policies, RemoteScorers scorers) {
        this.screening = screening;
        this.policies = policies;
        this.scorers = scorers;
    }

    /**
     * The findings in a submission. No other rule looks at one with a filled honeypot, which is rejected.
     *
     * @param ofRequest what was found in its request
     */
    Screened screen(
            Submission submission, SubmissionValidator.Result.Valid valid, Site site, List<ScreeningRule> ofRequest) {
        ScreeningPolicy policy = policies.get(site.name());
        if (submission.isHoneypotFilled()) {
            return new Screened(
                    new CommentFindings("[]", weight(policy, ScreeningRule.DUPLICATE), null, null), () -> {});
        }
        ScreeningResult result = screening.screen(site.name(), valid.article(), valid.name(), valid.body(), ofRequest);
        CommentFindings findings = new CommentFindings(
                json(site, result),
                weight(policy, ScreeningRule.DUPLICATE),
                weight(policy, ScreeningRule.AUTHOR_RECORD),
                weight(policy, ScreeningRule.FIRST_COMMENT));
        return new Screened(findings, () -> screening.accepted(result));
    }

    private static @Nullable Integer weight(ScreeningPolicy policy, ScreeningRule rule) {
        return policy.weights().get(rule);
    }

    private String json(Site site, ScreeningResult result) {
        List<Finding> findings = result.findings();
        if (scorers.isUsed(site.name())) {
            findings = new ArrayList<>(findings);
            findings.add(RemoteScorers.WAITING);
        }
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param findings the findings to store
     * @param onAccepted runs when the comment is stored
     */
    record Screened(CommentFindings findings, Runnable onAccepted) {

        void accepted() {
            onAccepted.run();
        }
    }
}
