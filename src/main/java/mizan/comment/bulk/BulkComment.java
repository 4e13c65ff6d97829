package mizan.comment.bulk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * A comment that is ready to be stored. Its texts are validated, and its address is sealed.
 *
 * @param number the number of the row in the file, from 1
 * @param id contains the time of submission and the number
 * @param name null, like all data of the author and the text, for a deleted comment
 * @param emailSealed null, like the fingerprint, if there is no address
 * @param digest null unless a pending comment needs one
 * @param lexemes a tsvector literal
 * @param reason present for a rejected comment only
 * @param note present with {@link RejectionReason#OTHER} only
 * @param history of a comment from an archive; null for a comment that has no history, whose only decision is its status
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BulkComment(
        long number,
        long line,
        String sourceId,
        @Nullable String parentSourceId,
        String article,
        @Nullable String articleUrl,
        @Nullable String articleTitle,
        UUID id,
        @Nullable String name,
        @Nullable String body,
        byte @Nullable [] emailSealed,
        byte @Nullable [] emailFingerprint,
        byte @Nullable [] digest,
        @Nullable String lexemes,
        CommentStatus status,
        @Nullable RejectionReason reason,
        @Nullable String note,
        Instant submittedAt,
        @Nullable BulkHistory history) {

    /** Appends the row in the text format of COPY. */
    void appendTo(StringBuilder rows) {
        rows.append(number).append('\t').append(line);
        append(rows, sourceId);
        append(rows, parentSourceId);
        append(rows, article);
        append(rows, articleUrl);
        append(rows, articleTitle);
        append(rows, id.toString());
        append(rows, name);
        append(rows, body);
        append(rows, emailSealed);
        append(rows, emailFingerprint);
        append(rows, digest);
        append(rows, lexemes);
        append(rows, status.name());
        append(rows, reason == null ? null : reason.name());
        append(rows, note);
        append(rows, submittedAt.toString());
        append(rows, history == null ? null : Integer.toString(history.version()));
        append(rows, history == null ? null : Objects.toString(history.decidedAt(), null));
        append(rows, history == null ? null : history.receiptHash());
        append(rows, history == null ? null : history.findings());
        append(rows, history == null ? null : history.decisions());
        rows.append('\n');
    }

    private static void append(StringBuilder rows, @Nullable String text) {
        rows.append('\t');
        if (text == null) {
            rows.append("\\N");
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\\' -> rows.append("\\\\");
                case '\n' -> rows.append("\\n");
                case '\t' -> rows.append("\\t");
                case '\r' -> rows.append("\\r");
                default -> rows.append(character);
            }
        }
    }

    private static void append(StringBuilder rows, byte @Nullable [] bytes) {
        append(rows, bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes));
    }

    /** Rows in the text format of COPY. */
    public static byte[] copyFormat(Iterable<BulkComment> comments) {
        StringBuilder rows = new StringBuilder();
        comments.forEach(comment -> comment.appendTo(rows));
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "BulkComment[" + id + "]";
    }
}
