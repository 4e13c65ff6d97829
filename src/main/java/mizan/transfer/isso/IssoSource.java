package mizan.transfer.isso;

import static mizan.transfer.json.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import mizan.transfer.json.JsonLine;
import mizan.transfer.json.JsonLines;
import mizan.transfer.source.CommentSink;
import mizan.transfer.source.CommentSource;
import mizan.transfer.source.ImportFileException;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * Comments of Isso: the output of {@code sqlite3 -json} for a documented query over its database. A database file itself
 * cannot be read as a stream, and would have to be opened by native code, which a hostile file can attack. Texts are Markdown
 * and stay as they were typed.
 */
@Singleton
final class IssoSource implements CommentSource {

    private static final long MAX_SECONDS =
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    @Override
    public String format() {
        return "isso";
    }

    @Override
    public void read(InputStream file, CommentSink sink) throws IOException {
        JsonLines lines = new JsonLines(file);
        JsonLine line = lines.next();
        ObjectNode first = line == null ? null : line.object();
        if (first == null || !first.has("mode") || !first.has("uri")) {
            throw new ImportFileException(1, 0, "It is not the output of the documented query");
        }
        while (line != null) {
            ObjectNode comment = line.object();
            Optional<ImportedStatus> status = comment == null ? Optional.empty() : status(comment.path("mode"));
            if (comment == null || status.isEmpty()) {
                sink.leaveOut(line.number(), text(comment, "id"), OmissionReason.MALFORMED);
            } else {
                add(line.number(), comment, status.get(), sink);
            }
            line = lines.next();
        }
    }

    private static void add(long line, ObjectNode comment, ImportedStatus status, CommentSink sink) throws IOException {
        String id = text(comment, "id");
        if (id == null) {
            sink.leaveOut(line, null, OmissionReason.NO_ID);
            return;
        }
        boolean isDeleted = status == ImportedStatus.DELETED;
        sink.add(new ImportedComment(
                line,
                id,
                text(comment, "parent"),
                new ImportedArticle(null, text(comment, "uri"), text(comment, "title")),
                text(comment, "author"),
                text(comment, "email"),
                isDeleted ? "" : Objects.requireNonNullElse(text(comment, "text"), ""),
                status,
                time(comment.path("created"))));
    }

    // A deleted comment stays while it has replies.
    private static Optional<ImportedStatus> status(JsonNode mode) {
        return switch (mode.asInt()) {
            case 1 -> Optional.of(ImportedStatus.APPROVED);
            case 2 -> Optional.of(ImportedStatus.PENDING);
            case 4 -> Optional.of(ImportedStatus.DELETED);
            default -> Optional.empty();
        };
    }

    /** Seconds since 1970, with fractions. */
    private static @Nullable Instant time(JsonNode created) {
        double seconds = created.asDouble(-1);
        return seconds < 0 || seconds > MAX_SECONDS ? null : Instant.ofEpochMilli(Math.round(seconds * 1_000));
    }
}
