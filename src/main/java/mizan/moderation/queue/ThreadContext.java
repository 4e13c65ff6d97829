package mizan.moderation.queue;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.text.PlainText;
import org.jspecify.annotations.Nullable;

/** What was said around a comment, so that it is not judged alone. */
@Singleton
public class ThreadContext {

    private static final int NEAREST = 8;
    private static final int EXCERPT_CHARACTERS = 400;

    private final ThreadContextRepository repository;

    ThreadContext(ThreadContextRepository repository) {
        this.repository = repository;
    }

    /**
     * The comment itself among what it answers and the nearest of its thread, in the order in which they were written.
     * Of each kind (published before, published after, waiting) at most eight.
     */
    public List<Entry> around(QueuedComment comment) {
        return repository
                .around(comment.id(), comment.site(), comment.article().key(), repository.root(comment.id()), NEAREST)
                .stream()
                .map(ThreadContext::entry)
                .toList();
    }

    private static Entry entry(ThreadContextRepository.Row row) {
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
     * One comment of it.
     *
     * @param parentName the name of whom it answers; null if it answers nobody, or that one was withdrawn
     * @param name null once it was withdrawn, as is the excerpt
     * @param excerpt its first 400 user-perceived characters
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
