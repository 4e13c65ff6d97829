package mizan.transfer.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import mizan.comment.CommentStatus;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.comment.bulk.BulkHistory;
import org.jspecify.annotations.Nullable;

/** The checked history of a comment in an archive: the database accepts it. */
record ArchivedHistory(Instant submittedAt, BulkHistory stored) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int UUID_VERSION = 7;
    private static final int HASH_BYTES = 32;
    private static final int MAX_NOTE_BYTES = 8_000;
    private static final int MAX_MODERATOR = 200;

    /** Null if the line contradicts itself, or lacks something. */
    static @Nullable ArchivedHistory parse(ArchiveLine.Comment comment) {
        try {
            return isConsistent(comment) ? checked(comment) : null;
        } catch (DateTimeException | IllegalArgumentException | NullPointerException _) {
            return null;
        }
    }

    private static @Nullable ArchivedHistory checked(ArchiveLine.Comment comment) {
        List<ArchiveLine.Decision> decisions = Objects.requireNonNullElse(comment.decisions(), List.of());
        int last = 0;
        for (ArchiveLine.Decision decision : decisions) {
            if (decision.version() <= last || decision.version() > comment.version() || !isValid(decision)) {
                return null;
            }
            last = decision.version();
        }
        String written = write(decisions);
        @Nullable String findings = comment.findings() == null ? null : write(comment.findings());
        if (!isStorable(written) || (findings != null && !isStorable(findings))) {
            return null;
        }
        return new ArchivedHistory(
                Instant.parse(comment.submittedAt()),
                new BulkHistory(
                        comment.id(),
                        comment.version(),
                        comment.decidedAt() == null ? null : Instant.parse(comment.decidedAt()),
                        comment.emailSealed(),
                        comment.name() == null ? null : comment.receiptHash(),
                        findings,
                        written));
    }

    private static boolean isConsistent(ArchiveLine.Comment comment) {
        boolean isPending = comment.status() == CommentStatus.PENDING;
        boolean isWithdrawn = comment.status() == CommentStatus.WITHDRAWN;
        byte @Nullable [] receiptHash = comment.receiptHash();
        return comment.id().version() == UUID_VERSION
                && !comment.article().isEmpty()
                && comment.version() >= (isPending ? 0 : 1)
                && (comment.decidedAt() == null) == isPending
                && (!isWithdrawn || (comment.name() == null && comment.body() == null && comment.findings() == null))
                && (comment.findings() == null || comment.findings().isArray())
                && (receiptHash == null || receiptHash.length == HASH_BYTES)
                // Nobody has decided on it, so it still has its author.
                && (comment.version() > 0 || (comment.name() != null && receiptHash != null));
    }

    private static boolean isValid(ArchiveLine.Decision decision) {
        Decision valid = new Decision(
                Objects.requireNonNull(decision.verdict()),
                decision.reason(),
                decision.note(),
                decision.legalGround(),
                decision.moderator(),
                Instant.parse(decision.at()));
        return (valid.verdict() == Verdict.REJECT) == (valid.reason() != null)
                && !isEmpty(valid.note())
                && !isEmpty(valid.legalGround())
                && bytes(valid.note()) + bytes(valid.legalGround()) <= MAX_NOTE_BYTES
                && bytes(valid.moderator()) <= MAX_MODERATOR * 4;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text != null && text.isEmpty();
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    // PostgreSQL's jsonb has neither NUL nor lone surrogates.
    private static boolean isStorable(String json) {
        return !json.contains("\\u0000") && StandardCharsets.UTF_8.newEncoder().canEncode(json);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
