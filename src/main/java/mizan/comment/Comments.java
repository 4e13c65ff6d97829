package mizan.comment;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import mizan.platform.database.DatabaseUnavailable;

/** The stored comments: inserted, and read by receipt. */
@Singleton
public class Comments {

    private final CommentWriter writer;
    private final CommentRepository repository;

    Comments(CommentWriter writer, CommentRepository repository) {
        this.writer = writer;
        this.repository = repository;
    }

    /**
     * Inserts a new comment and returns when it is committed: as PENDING, or as REJECTED if its author or client is blocked.
     * The author must not be told which. Only one of several concurrent calls
     * with the same idempotency key, or with the same text from the same author and client, inserts.
     *
     * @throws CompletionException while the database is unavailable; {@link DatabaseUnavailable} recognises its cause
     */
    public InsertOutcome insert(NewComment comment, RepeatableResponse response) {
        return writer.insert(CommentInsert.of(comment, response, null));
    }

    /** Inserts a new comment as REJECTED, decided by the service itself, with an audit entry. */
    public InsertOutcome insertRejected(NewComment comment, RepeatableResponse response, RejectionReason reason) {
        return writer.insert(CommentInsert.of(comment, response, reason));
    }

    /** Whether readers can see this comment under the article. */
    public boolean isApproved(CommentId id, String site, String article) {
        return repository.isApproved(id.value(), site, article);
    }

    /** The author's encrypted address; empty if the comment does not exist or was withdrawn. */
    public Optional<byte[]> sealedEmail(CommentId id) {
        return repository.sealedEmail(id.value()).map(CommentRepository.EmailRow::emailSealed);
    }

    /** The state of the comment that this receipt was issued for. */
    public Optional<CommentState> state(Receipt receipt) {
        return repository.state(receipt.hash());
    }

    /** The text and the article of the comment that this receipt was issued for. */
    public Optional<OwnComment> own(Receipt receipt) {
        return repository.own(receipt.hash());
    }

    /**
     * Deletes some of the idempotency keys that have expired at this instant.
     *
     * @return the number of deleted keys; 0 if none is left
     */
    public long deleteIdempotencyKeys(Instant at, int limit) {
        return repository.deleteIdempotencyKeys(at, limit);
    }
}
