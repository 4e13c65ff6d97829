package mizan.transfer.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import mizan.comment.article.ArticleComments;
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

/** Archives of Mizan itself. Ids, decisions and times are kept. */
@Singleton
final class ArchiveSource implements CommentSource {

    @Override
    public String format() {
        return ArchiveFormat.NAME;
    }

    @Override
    public void read(InputStream file, CommentSink sink) throws IOException {
        JsonLines lines = new JsonLines(file);
        JsonLine line = lines.next();
        if (!(parse(line) instanceof ArchiveLine.Start(String format, int version, String site))
                || !ArchiveFormat.NAME.equals(format)) {
            throw new ImportFileException(1, 0, "It is not an archive of Mizan");
        }
        if (version > ArchiveFormat.VERSION) {
            throw new ImportFileException(1, 0, "This version of the format is unknown");
        }
        sink.origin(site);
        ArchiveLine.Article article = new ArchiveLine.Article("", null, null, ArticleComments.OPEN);
        long last = 1;
        for (line = lines.next(); line != null; line = lines.next()) {
            last = line.number();
            switch (parse(line)) {
                case ArchiveLine.Article next -> {
                    article = next;
                    sink.article(describe(next, next.key()), next.commentsOrOpen());
                }
                case ArchiveLine.Comment comment -> add(last, comment, article, sink);
                case ArchiveLine.End _ -> {
                    return;
                }
                case ArchiveLine.Start _ -> sink.leaveOut(last, null, OmissionReason.MALFORMED);
                case null -> sink.leaveOut(last, JsonLine.text(line.object(), "id"), OmissionReason.MALFORMED);
            }
        }
        throw new ImportFileException(last, 0, "The archive is incomplete: it has no last line");
    }

    private static void add(long line, ArchiveLine.Comment comment, ArchiveLine.Article article, CommentSink sink)
            throws IOException {
        @Nullable ArchivedHistory history = ArchivedHistory.parse(comment);
        if (history == null) {
            sink.leaveOut(line, comment.id() == null ? null : comment.id().toString(), OmissionReason.MALFORMED);
            return;
        }
        boolean isOfArticle = article.key().equals(comment.article());
        sink.restore(
                new ImportedComment(
                        line,
                        comment.id().toString(),
                        comment.parent() == null ? null : comment.parent().toString(),
                        isOfArticle
                                ? describe(article, comment.article())
                                : new ImportedArticle(comment.article(), null, null),
                        comment.name(),
                        comment.email(),
                        comment.body() == null ? "" : comment.body(),
                        status(comment),
                        history.submittedAt()),
                history.stored());
    }

    private static ImportedArticle describe(ArchiveLine.Article article, String key) {
        return new ImportedArticle(key, article.url(), article.title());
    }

    // The reason of a rejection is that of its decisions.
    private static ImportedStatus status(ArchiveLine.Comment comment) {
        return switch (comment.status()) {
            case PENDING -> ImportedStatus.PENDING;
            case APPROVED -> ImportedStatus.APPROVED;
            case REJECTED -> ImportedStatus.TRASH;
            case WITHDRAWN -> ImportedStatus.DELETED;
        };
    }

    /** Null for a line that is not of this format. */
    private static @Nullable ArchiveLine parse(@Nullable JsonLine line) {
        @Nullable ObjectNode object = line == null ? null : line.object();
        if (object == null) {
            return null;
        }
        try {
            JsonNode type = object.path("type");
            return type.isTextual() ? ArchiveFormat.READER.readValue(object) : null;
        } catch (IOException | IllegalArgumentException _) {
            return null;
        }
    }
}
