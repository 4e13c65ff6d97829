package mizan.transfer.wordpress;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mizan.transfer.markup.HtmlText;
import mizan.transfer.source.CommentSink;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/** One comment with the fields of its row in WordPress. */
final class WordPressComment {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final long line;
    private final Map<String, String> fields = new HashMap<>();

    WordPressComment(long line) {
        this.line = line;
    }

    void set(String field, String value) {
        fields.put(field, value);
    }

    void passOn(ImportedArticle article, CommentSink sink) throws IOException {
        String id = field("comment_id");
        switch (field("comment_type")) {
            case "", "comment", "review" ->
                sink.add(new ImportedComment(
                        line,
                        id,
                        parent(),
                        article,
                        HtmlText.of(field("comment_author")),
                        field("comment_author_email"),
                        HtmlText.ofLines(field("comment_content")),
                        status(),
                        submittedAt()));
            case "pingback", "trackback" -> sink.leaveOut(line, id, OmissionReason.PINGBACK);
            default -> sink.leaveOut(line, id, OmissionReason.OTHER_KIND);
        }
    }

    private String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }

    private @Nullable String parent() {
        String parent = field("comment_parent");
        return parent.isEmpty() || parent.equals("0") ? null : parent;
    }

    // What is not known to be approved is not published.
    private ImportedStatus status() {
        return switch (field("comment_approved")) {
            case "1", "approve", "approved" -> ImportedStatus.APPROVED;
            case "spam" -> ImportedStatus.SPAM;
            case "trash", "post-trashed" -> ImportedStatus.TRASH;
            default -> ImportedStatus.PENDING;
        };
    }

    // Drafts and old rows have zeros instead of the time in UTC.
    private @Nullable Instant submittedAt() {
        Instant utc = time(field("comment_date_gmt"));
        return utc == null ? time(field("comment_date")) : utc;
    }

    private static @Nullable Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
