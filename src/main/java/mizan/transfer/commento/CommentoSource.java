package mizan.transfer.commento;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
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
 * Exports of Commento and Comentario: one JSON object with comments, their authors, and since version 3 pages. Comments come
 * before their authors, so they are kept in memory until the end of the file.
 */
@Singleton
final class CommentoSource implements CommentSource {

    /** Ids that stand for no comment. */
    private static final Set<String> NO_PARENT = Set.of("", "root", "00000000-0000-0000-0000-000000000000");

    @Override
    public String format() {
        return "commento";
    }

    @Override
    public void read(InputStream file, CommentSink sink) throws IOException {
        CommentoFile export = new CommentoFile();
        @Nullable ImportFileException failure = null;
        try {
            export.read(file);
        } catch (ImportFileException e) {
            failure = e;
        } catch (JsonProcessingException e) {
            // Its message would quote the file.
            failure = new ImportFileException(
                    Math.max(1, e.getLocation().getLineNr()),
                    Math.max(0, e.getLocation().getColumnNr()),
                    "It is not valid JSON");
        }
        sink.origin(export.domain());
        for (CommentoFile.Row row : export.comments()) {
            add(row, export, sink);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void add(CommentoFile.Row row, CommentoFile export, CommentSink sink) throws IOException {
        Map<String, String> fields = row.fields();
        String id = first(fields, "commentHex", "id");
        if (id.isEmpty()) {
            sink.leaveOut(row.line(), null, OmissionReason.NO_ID);
            return;
        }
        String parent = first(fields, "parentHex", "parentId");
        Map<String, String> author = export.commenter(first(fields, "commenterHex", "userCreated"));
        Map<String, String> page = export.page(first(fields, "pageId"));
        ImportedStatus status = status(fields);
        sink.add(new ImportedComment(
                row.line(),
                id,
                NO_PARENT.contains(parent) ? null : parent,
                new ImportedArticle(null, path(fields, page), page.get("title")),
                author.getOrDefault("name", fields.get("authorName")),
                author.get("email"),
                status == ImportedStatus.DELETED ? "" : body(fields),
                status,
                instant(first(fields, "creationDate", "createdTime"))));
    }

    /** In version 1, a flagged comment is one that the spam filter has found. */
    private static ImportedStatus status(Map<String, String> fields) {
        String markdown = first(fields, "markdown");
        if (isTrue(fields, "deleted") || isTrue(fields, "isDeleted") || markdown.equals("[deleted]")) {
            return ImportedStatus.DELETED;
        }
        return switch (first(fields, "state")) {
            case "approved" -> ImportedStatus.APPROVED;
            case "unapproved" -> ImportedStatus.PENDING;
            case "flagged" -> ImportedStatus.SPAM;
            default -> statusSince3(fields);
        };
    }

    private static ImportedStatus statusSince3(Map<String, String> fields) {
        if (isTrue(fields, "isPending") || !fields.containsKey("isApproved")) {
            return ImportedStatus.PENDING;
        }
        return isTrue(fields, "isApproved") ? ImportedStatus.APPROVED : ImportedStatus.TRASH;
    }

    private static boolean isTrue(Map<String, String> fields, String name) {
        return "true".equals(fields.get(name));
    }

    // Commento exports no HTML; its texts are Markdown and stay as they were typed.
    private static String body(Map<String, String> fields) {
        String html = first(fields, "html");
        return html.isEmpty() ? first(fields, "markdown") : HtmlText.of(html);
    }

    /** The path within the site. Commento calls it {@code url}, and leaves out the first slash sometimes. */
    private static String path(Map<String, String> fields, Map<String, String> page) {
        String path = page.getOrDefault("path", first(fields, "path", "url"));
        return path.startsWith("/") || path.contains("://") ? path : "/" + path;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** The first of the fields that has a value. */
    private static String first(Map<String, String> fields, String... names) {
        for (String name : names) {
            String value = fields.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
