package mizan.transfer.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mizan.comment.article.ArticleComments;
import mizan.comment.bulk.BulkHistory;
import mizan.transfer.source.CommentSink;
import mizan.transfer.source.CommentSource;
import mizan.transfer.source.ImportFileException;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/** Everything that a reader has passed on. */
public final class CollectedRows implements CommentSink {

    private final List<ImportedComment> comments = new ArrayList<>();
    private final List<String> omissions = new ArrayList<>();
    private final List<String> articles = new ArrayList<>();
    private @Nullable String origin;
    private @Nullable ImportFileException failure;

    private CollectedRows() {}

    public static CollectedRows of(CommentSource source, String file) {
        return of(source, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads a file of the test resources. */
    public static CollectedRows ofResource(CommentSource source, String name) {
        return of(
                source,
                Objects.requireNonNull(CollectedRows.class.getResourceAsStream("/mizan/transfer/" + name), name));
    }

    public static CollectedRows of(CommentSource source, InputStream file) {
        CollectedRows rows = new CollectedRows();
        try (file) {
            source.read(file, rows);
        } catch (ImportFileException e) {
            rows.failure = e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    @Override
    public void origin(String system) {
        origin = system;
    }

    @Override
    public void add(ImportedComment comment) {
        comments.add(comment);
    }

    @Override
    public void restore(ImportedComment comment, BulkHistory history) {
        comments.add(comment);
    }

    @Override
    public void article(ImportedArticle article, ArticleComments settings) {
        articles.add(article.key() + " " + settings);
    }

    @Override
    public void leaveOut(long line, @Nullable String sourceId, OmissionReason reason) {
        omissions.add(line + " " + sourceId + " " + reason);
    }

    public @Nullable String origin() {
        return origin;
    }

    public List<ImportedComment> comments() {
        return comments;
    }

    /** Key and settings of each article. */
    public List<String> articles() {
        return articles;
    }

    /** Line, id and reason of each row that was left out. */
    public List<String> omissions() {
        return omissions;
    }

    /** Where and why the file could not be read further; empty if it was read to its end. */
    public String failure() {
        return failure == null ? "" : failure.line() + ":" + failure.column() + " " + failure.getMessage();
    }
}
