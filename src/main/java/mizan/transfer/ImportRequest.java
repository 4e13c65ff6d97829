package mizan.transfer;

import java.util.UUID;
import mizan.transfer.source.CommentSource;
import org.jspecify.annotations.Nullable;

/**
 * What to import.
 *
 * @param id the id of the new import
 * @param isDryRun whether to read the file and report, without storing comments
 * @param moderator the name of the account; null for the command line
 */
public record ImportRequest(
        UUID id,
        CommentSource source,
        ArticleMapping articles,
        boolean isDryRun,
        @Nullable String moderator) {

    String site() {
        return articles.site().name();
    }
}
