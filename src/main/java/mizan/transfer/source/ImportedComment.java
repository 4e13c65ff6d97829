package mizan.transfer.source;

import java.time.Instant;
import mizan.transfer.markup.HtmlText;
import org.jspecify.annotations.Nullable;

/**
 * A comment as a file has it. Texts are plain text, but not validated yet: the import removes control characters, and
 * leaves out comments without a text.
 *
 * @param line the line of the file at which the comment starts, from 1; for reports
 * @param sourceId unique within the origin of the file
 * @param parentSourceId the comment that this one answers; null for a top-level comment
 * @param name null or empty if the author gave none
 * @param email null or empty if the file has none; an invalid address counts as none
 * @param body {@link HtmlText} converts HTML; empty for a deleted comment
 * @param submittedAt null if the file has no time that can be read
 */
public record ImportedComment(
        long line,
        String sourceId,
        @Nullable String parentSourceId,
        ImportedArticle article,
        @Nullable String name,
        @Nullable String email,
        String body,
        ImportedStatus status,
        @Nullable Instant submittedAt) {

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "ImportedComment[line=" + line + "]";
    }
}
