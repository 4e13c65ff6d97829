package mizan.moderation.queue;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import mizan.comment.article.ArticleComments;
import org.jspecify.annotations.Nullable;

/**
 * A comment with its article, parent, current decision, and author statistics, read as one row. It is an entity, because
 * Micronaut Data caches the mapping of entities only.
 */
@MappedEntity
@SuppressWarnings("ArrayRecordComponent") // never compared
record QueueRow(
        @Id UUID id,
        String site,
        String article,
        @Nullable String articleUrl,
        @Nullable String articleTitle,
        ArticleComments articleComments,
        @Nullable UUID parentId,
        @Nullable String parentName,
        @Nullable String parentBody,
        @Nullable CommentStatus parentStatus,
        @Nullable String name,
        // Micronaut Data does not see JSpecify's @Nullable on an array.
        @jakarta.annotation.Nullable byte @Nullable [] emailSealed,
        String body,
        CommentStatus status,
        int version,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable String claimedBy,
        @Nullable Instant claimedUntil,
        @Nullable String findings,
        int score,
        long authorApproved,
        long authorRejected,
        long authorPending,
        @Nullable Verdict verdict,
        @Nullable RejectionReason reason,
        @Nullable String note,
        @Nullable String legalGround,
        @Nullable String decidedBy,
        @Nullable Instant decisionAt,
        @Nullable Integer decisionVersion,
        @Nullable String reports,
        @Nullable String reportNotes,
        @Nullable String notices) {}
