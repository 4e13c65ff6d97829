package mizan.transfer.remark42;

import static mizan.transfer.json.JsonLine.instant;
import static mizan.transfer.json.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import mizan.transfer.json.JsonLine;
import mizan.transfer.json.JsonLines;
import mizan.transfer.markup.HtmlText;
import mizan.transfer.source.CommentSink;
import mizan.transfer.source.CommentSource;
import mizan.transfer.source.ImportFileException;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * Backups of Remark42: a line about users and pages, then one line for each comment. Remark42 has neither pending comments nor
 * spam. It keeps the addresses of those users only who asked for mail.
 */
@Singleton
final class Remark42Source implements CommentSource {

    /** The first line has all users; each takes about 200 bytes. */
    private static final int MAX_FIRST_LINE = 32 << 20;

    @Override
    public String format() {
        return "remark42";
    }

    @Override
    public void read(InputStream file, CommentSink sink) throws IOException {
        JsonLines lines = new JsonLines(file);
        JsonLine line = lines.next(MAX_FIRST_LINE);
        ObjectNode first = line == null ? null : line.object();
        if (first == null || !(first.has("version") || first.has("users"))) {
            throw new ImportFileException(1, 0, "It is not a backup of Remark42");
        }
        if (first.path("version").asInt() > 1) {
            throw new ImportFileException(1, 0, "This version of the format is unknown");
        }
        Map<String, String> emails = emails(first);
        @Nullable String site = null;
        for (line = lines.next(); line != null; line = lines.next()) {
            ObjectNode comment = line.object();
            if (comment == null) {
                sink.leaveOut(line.number(), null, OmissionReason.MALFORMED);
                continue;
            }
            if (site == null) {
                site = Objects.requireNonNullElse(text(comment.path("locator"), "site"), "");
                sink.origin(site);
            }
            add(line.number(), comment, emails, sink);
        }
    }

    private static Map<String, String> emails(JsonNode first) {
        Map<String, String> emails = new HashMap<>();
        first.path("users").forEach(user -> {
            String id = text(user, "id");
            String email = text(user.path("details"), "email");
            if (id != null && email != null) {
                emails.put(id, email);
            }
        });
        return emails;
    }

    private static void add(long line, ObjectNode comment, Map<String, String> emails, CommentSink sink)
            throws IOException {
        String id = text(comment, "id");
        if (id == null) {
            sink.leaveOut(line, null, OmissionReason.NO_ID);
            return;
        }
        boolean isDeleted = comment.path("delete").asBoolean();
        JsonNode user = comment.path("user");
        sink.add(new ImportedComment(
                line,
                id,
                text(comment, "pid"),
                new ImportedArticle(null, text(comment.path("locator"), "url"), title(comment)),
                text(user, "name"),
                emails.get(Objects.requireNonNullElse(text(user, "id"), "")),
                isDeleted ? "" : HtmlText.of(Objects.requireNonNullElse(text(comment, "text"), "")),
                isDeleted ? ImportedStatus.DELETED : ImportedStatus.APPROVED,
                instant(comment, "time")));
    }

    private static @Nullable String title(ObjectNode comment) {
        String title = text(comment, "title");
        return title == null ? null : HtmlText.of(title);
    }
}
