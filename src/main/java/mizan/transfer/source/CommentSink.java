package mizan.transfer.source;

import java.io.IOException;
import mizan.comment.article.ArticleComments;
import mizan.comment.bulk.BulkHistory;
import org.jspecify.annotations.Nullable;

/** Receiver of the rows of a file. It blocks a reader that is too fast. */
public interface CommentSink {

    /**
     * Names the system that the file comes from, such as the address of a blog. Ids of comments are unique within their
     * origin. Called before the first comment; without a call the ids are unique within the format.
     */
    void origin(String origin);

    /** A comment, also one that is deleted, pending or spam. */
    void add(ImportedComment comment) throws IOException;

    /**
     * A comment of an archive, with its history. The id of the other system is its id.
     *
     * @param comment its address is null if the history has a sealed one
     */
    void restore(ImportedComment comment, BulkHistory history) throws IOException;

    /** An article of an archive, with its settings. It may have no comments. It is no row that is counted. */
    void article(ImportedArticle article, ArticleComments comments) throws IOException;

    /**
     * A row that is no comment, or that cannot be read.
     *
     * @param line the line of the file, from 1
     * @param sourceId the id of the row; null if it has none
     */
    void leaveOut(long line, @Nullable String sourceId, OmissionReason reason) throws IOException;
}
