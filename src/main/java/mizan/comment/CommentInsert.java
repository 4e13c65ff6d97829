package mizan.comment;

import java.util.UUID;
import mizan.text.SearchLexemes;
import org.jspecify.annotations.Nullable;

/**
 * A new comment with everything that is stored along with it.
 *
 * @param reason the reason of the rejection, or null for a pending comment
 * @param lexemes the lexemes of name and body, as a tsvector literal
 */
record CommentInsert(
        NewComment comment,
        @Nullable IdempotencyKey key,
        @Nullable RejectionReason reason,
        String lexemes) {

    static CommentInsert of(NewComment comment, @Nullable IdempotencyKey key, @Nullable RejectionReason reason) {
        return new CommentInsert(comment, key, reason, SearchLexemes.tsVector(comment.name(), comment.body()));
    }

    UUID id() {
        return comment.id().value();
    }
}
