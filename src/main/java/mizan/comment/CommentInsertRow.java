package mizan.comment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import mizan.comment.article.ClosingLimits;
import mizan.platform.database.UuidV7;
import org.jspecify.annotations.Nullable;

/**
 * One element of the JSON array that {@link CommentInsertRepository} inserts. Its names are the statement's columns; bytea
 * values are in PostgreSQL's hex format.
 */
@Introspected
@JsonInclude(
        JsonInclude.Include.ALWAYS) // by default empty strings are left out, but a text without words has empty lexemes
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CommentInsertRow(
        UUID id,
        String site,
        String article,
        @Nullable String articleUrl,
        @Nullable String articleTitle,
        @Nullable UUID parentId,
        String name,
        String body,
        String emailSealed,
        String emailFingerprint,
        String client,
        List<String> digests,
        String receiptHash,
        String submittedAt,
        @Nullable RejectionReason reason,
        List<String> blockSubjects,
        boolean outsideHours,
        @Nullable String knownBefore,
        @Nullable UUID firstBefore,
        @Nullable Integer maxComments,
        String lexemes,
        String receiptSealed,
        List<String> repeatKeys,
        String repeatedUntil,
        @Nullable List<String> keys,
        @Nullable List<String> contentDigests,
        @Nullable String keyExpiresAt,
        String findings,
        @Nullable Integer duplicateWeight,
        @Nullable Integer authorRecordWeight,
        @Nullable Integer firstCommentWeight) {

    static CommentInsertRow of(CommentInsert insert) {
        NewComment comment = insert.comment();
        @Nullable IdempotencyKey key = insert.key();
        ClosingLimits closing = comment.closing();
        @Nullable Instant knownBefore = closing.knownBefore();
        return new CommentInsertRow(
                insert.id(),
                comment.site(),
                comment.article(),
                comment.articleUrl(),
                comment.articleTitle(),
                comment.parentId() == null ? null : comment.parentId().value(),
                comment.name(),
                comment.body(),
                bytea(comment.emailSealed()),
                bytea(comment.emailFingerprint()),
                bytea(comment.client()),
                byteas(comment.digests()),
                bytea(comment.receipt().hash()),
                comment.submittedAt().toString(),
                insert.reason(),
                byteas(comment.blockSubjects()),
                closing.isOutsideHours(),
                knownBefore == null ? null : knownBefore.toString(),
                knownBefore == null ? null : UuidV7.minAt(knownBefore),
                closing.maxComments(),
                insert.lexemes(),
                bytea(insert.response().receiptSealed()),
                byteas(insert.response().repeatKeys()),
                insert.response().repeatedUntil().toString(),
                key == null ? null : byteas(key.values()),
                key == null ? null : byteas(key.contentDigests()),
                key == null ? null : key.expiresAt().toString(),
                comment.findings().json(),
                comment.findings().duplicate(),
                comment.findings().authorRecord(),
                comment.findings().firstComment());
    }

    private static List<String> byteas(List<byte[]> values) {
        return values.stream().map(CommentInsertRow::bytea).toList();
    }

    private static String bytea(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
