package mizan.comment;

import java.util.UUID;
import mizan.text.SearchLexemes;
import org.jspecify.annotations.Nullable;

/**
 * A new comment on its way into the database.
 *
 * @param reason why it is refused at once, or null for one that waits
 * @param words by which it is found
 */
record CommentInsert(
        NewComment comment,
        @Nullable IdempotencyKey key,
        @Nullable RejectionReason reason,
        String words) {

    static CommentInsert of(NewComment comment, @Nullable IdempotencyKey key, @Nullable RejectionReason reason) {
        return new CommentInsert(comment, key, reason, SearchLexemes.tsVector(comment.name(), comment.body()));
    }

    UUID id() {
        return comment.id().value();
    }

    @Nullable UUID parent() {
        return comment.parentId() == null ? null : comment.parentId().value();
    }
}
