package mizan.moderation.queue;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.text.PlainText;
import org.jspecify.annotations.Nullable;

/** The comments around a comment in its thread, for a moderator to judge it in context. */
@Singleton
public class ThreadContext {

    private static final int MAX_PER_KIND = 8;
    private static final int EXCERPT_CHARACTERS = 400;

    private final ThreadContextRepository repository;

    ThreadContext(ThreadContextRepository repository) {
        this.repository = repository;
    }

    /**
     * The comment with its ancestors and the nearest comments of its thread, in the order of submission. At most eight of
     * each kind are included: approved before it, approved after it, and pending.
     */
    public List<Entry> around(QueuedComment comment) {
        // The comment may have been erased since it was read.
        return repository.root(comment.id()).stream()
                .flatMap(root ->
                        repository
                                .around(
                                        comment.id(),
                                        comment.site(),
                                        comment.article().key(),
                                        root,
                                        MAX_PER_KIND)
                                .stream())
                .map(ThreadContext::toEntry)
                .toList();
    }

    private static Entry toEntry(ThreadContextRepository.Row row) {
        @Nullable String body = row.body();
        return new Entry(
                row.id(),
                row.parentId(),
                row.parentName(),
                row.name(),
                body == null ? null : PlainText.excerpt(body, EXCERPT_CHARACTERS),
                row.status(),
                row.submittedAt());
    }

    /**
     * One comment of the thread.
     *
     * @param parentName the author of the parent; null if there is no parent, if it was withdrawn, or if the author is erased
     * @param name null if the comment was withdrawn, or its author is erased
     * @param excerpt the first 400 user-perceived characters; null if the comment was withdrawn
     */
    public record Entry(
            UUID id,
            @Nullable UUID parent,
            @Nullable String parentName,
            @Nullable String name,
            @Nullable String excerpt,
            CommentStatus status,
            Instant submittedAt) {}
}
