package mizan.moderation.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import mizan.comment.article.ArticleComments;
import mizan.comment.report.ReportReason;
import org.jspecify.annotations.Nullable;

/**
 * A comment as moderators see it.
 *
 * @param name null if the author is erased
 * @param email masked: the first letters of both parts and the top-level domain; {@code •••} if it cannot be read, null if it
 *     is no longer kept
 * @param emailState whether the address can be read
 * @param version the version that a decision about the comment has to state
 * @param findings the results of screening
 * @param score the sum of the weights of the findings
 * @param author the number of this author's comments on this site, by status: with the role PRIVACY of all with the same
 *     e-mail address; otherwise of those that were also sent from the same network in the same week
 * @param reports the number of readers' reports since the last decision, by reason
 * @param reportNotes what readers added to these reports, oldest first; at most 20
 * @param notices the notices of illegal content since the last decision, oldest first; at most 20
 * @param claim the live claim, or null
 * @param decision the decision that led to this version; null for a comment without a decision
 * @param history all decisions, oldest first; only in the response for a single comment
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueuedComment(
        UUID id,
        String site,
        Article article,
        @Nullable Parent parent,
        @Nullable String name,
        @Nullable String email,
        EmailState emailState,
        String body,
        CommentStatus status,
        int version,
        Instant submittedAt,
        List<Finding> findings,
        int score,
        Author author,
        Map<ReportReason, Long> reports,
        List<ReportNote> reportNotes,
        List<Notice> notices,
        @Nullable Claim claim,
        @Nullable RecordedDecision decision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RecordedDecision> history) {

    /**
     * The article of a comment.
     *
     * @param comments whether it takes comments, and shows them
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Article(
            String key, @Nullable String url, @Nullable String title, ArticleComments comments) {}

    /**
     * The comment that a reply refers to.
     *
     * @param name null if the parent was withdrawn, or its author is erased
     * @param excerpt the first 140 user-perceived characters of the parent; null if it was withdrawn
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Parent(
            UUID id, @Nullable String name, @Nullable String excerpt, CommentStatus status) {}

    /**
     * The result of one screening rule.
     *
     * @param spans the places in the body, as pairs of UTF-16 offsets [from, to)
     * @param weight what it adds to the score of the comment
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Finding(String rule, String detail, List<List<Integer>> spans, int weight) {}

    /** The number of comments of an author, by status. The pending ones are counted up to 1,000. */
    @Introspected
    public record Author(long approved, long rejected, long pending) {

        static Author of(QueueRow row) {
            return new Author(row.authorApproved(), row.authorRejected(), row.authorPending());
        }
    }

    /** What a reader added to a report. */
    @Introspected
    public record ReportNote(ReportReason reason, String note) {}

    /**
     * A notice of illegal content. The notifier's e-mail address is disclosed to the role PRIVACY only.
     *
     * @param name the notifier; null if the notice is anonymous
     * @param explanation why the comment is illegal
     * @param childSexualAbuse whether it is about sexual abuse of children
     * @param hasEmail whether the notifier has left an e-mail address
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Notice(
            UUID id,
            Instant noticedAt,
            @Nullable String name,
            String explanation,
            boolean childSexualAbuse,
            boolean hasEmail) {}

    /** Whether readers have reported the comment since the last decision. */
    public boolean hasReports() {
        return !reports.isEmpty() || !notices.isEmpty();
    }

    /** Whether readers cannot see the comment since so many have reported it, and no moderator has decided since. */
    public boolean wasHidden() {
        return decision != null && decision.hidesReported();
    }

    /** A moderator's claim and the time at which it expires. */
    @Introspected
    public record Claim(String moderator, Instant until) {}

    /**
     * A decision about a comment.
     *
     * @param legalGround the law that the comment breaks; absent unless it was rejected as ILLEGAL with a legal ground
     * @param moderator the name of the account; null for a decision of the service itself
     * @param version the version of the comment after the decision
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record RecordedDecision(
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String legalGround,

            @Nullable String moderator,
            Instant at,
            int version) {

        /** Whether the service has taken a published comment back into the queue because of its reports. */
        public boolean hidesReported() {
            return verdict == Verdict.REOPEN && moderator == null;
        }
    }

    QueuedComment withHistory(List<RecordedDecision> decisions) {
        return new QueuedComment(
                id,
                site,
                article,
                parent,
                name,
                email,
                emailState,
                body,
                status,
                version,
                submittedAt,
                findings,
                score,
                author,
                reports,
                reportNotes,
                notices,
                claim,
                decision,
                decisions);
    }
}
