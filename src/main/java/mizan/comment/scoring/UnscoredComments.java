package mizan.comment.scoring;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads pending comments that wait for a score, and stores the findings. That a comment waits is itself a finding of it, so it
 * is stored with the comment, and nothing is lost when a replica ends.
 */
@Singleton
public class UnscoredComments {

    /** Before the first comment. */
    private static final UnscoredComment FIRST = new UnscoredComment(new UUID(0, 0), "", Instant.EPOCH);

    private final UnscoredCommentRepository repository;

    UnscoredComments(UnscoredCommentRepository repository) {
        this.repository = repository;
    }

    /**
     * One page of the comments of a site that are to be tried now.
     *
     * @param after the last comment of the previous page; null for the first page, which begins with the oldest
     */
    public List<UnscoredComment> page(String site, DueComments due, @Nullable UnscoredComment after, int limit) {
        return repository.page(site, due, after == null ? FIRST : after, limit);
    }

    /**
     * Puts findings in place of the one that the comment waits, and adds their weight to its score. A comment that is not
     * pending any more, or was scored by another replica, stays as it is.
     *
     * @param findings a JSON array, possibly empty
     * @return whether the comment was changed
     */
    public boolean store(UUID id, String findings, int weight) {
        return repository.store(id, findings, weight) > 0;
    }
}
