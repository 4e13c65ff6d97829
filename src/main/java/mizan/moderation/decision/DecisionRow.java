package mizan.moderation.decision;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.comment.CommentStatus;
import mizan.comment.Decision;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One element of the JSON array that {@link DecisionRepository} takes. Its names are the statement's columns.
 *
 * @param version the comment's version that the moderator saw
 * @param at the time of the decision (RFC 3339)
 * @param status the comment's status after the decision
 * @param decidedAt null for a reopened comment
 */
@Introspected
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DecisionRow(
        UUID id,
        int version,
        Verdict verdict,
        @Nullable RejectionReason reason,
        @Nullable String note,
        @Nullable String legalGround,
        String at,
        CommentStatus status,
        @Nullable String decidedAt,
        AuditAction action) {

    static DecisionRow of(ProposedDecision proposal) {
        Decision decision = proposal.decision();
        Verdict verdict = decision.verdict();
        String at = decision.at().toString();
        return new DecisionRow(
                proposal.comment().value(),
                proposal.version(),
                verdict,
                decision.reason(),
                decision.note(),
                decision.legalGround(),
                at,
                verdict.status(),
                verdict.status() == CommentStatus.PENDING ? null : at,
                action(verdict));
    }

    private static AuditAction action(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> AuditAction.COMMENT_APPROVED;
            case REJECT -> AuditAction.COMMENT_REJECTED;
            case REOPEN -> AuditAction.COMMENT_REOPENED;
        };
    }
}
