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
        RepeatableResponse response,
        @Nullable RejectionReason reason,
        String lexemes) {

    static CommentInsert of(NewComment comment, RepeatableResponse response, @Nullable RejectionReason reason) {
        return new CommentInsert(comment, response, reason, SearchLexemes.tsVector(comment.name(), comment.body()));
    }

    @Nullable IdempotencyKey key() {
        return response.key();
    }

    UUID id() {
        return comment.id().value();
    }
}
