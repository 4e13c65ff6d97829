package mizan.audit;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import mizan.platform.database.ArrayParameters;
import org.jspecify.annotations.Nullable;

/** Remembers what was done. Writes in the caller's transaction where there is one, so that no deed goes unrecorded. */
@Singleton
public class AuditTrail {

    private final AuditRepository repository;

    AuditTrail(AuditRepository repository) {
        this.repository = repository;
    }

    public void record(AuditEntry entry) {
        record(List.of(entry));
    }

    /** Several deeds, in this order. */
    public void record(List<AuditEntry> entries) {
        repository.add(
                ArrayParameters.texts(entries, entry -> entry.at().toString()),
                ArrayParameters.texts(entries, AuditEntry::moderator),
                ArrayParameters.texts(entries, entry -> entry.action().name()),
                ArrayParameters.texts(entries, entry -> Objects.toString(entry.comment(), null)),
                ArrayParameters.texts(entries, AuditEntry::detail));
    }

    /**
     * One page of the trail, newest first.
     *
     * @param comment of one comment, or null for all
     * @param moderator by one account, or null for all
     * @param before where the page begins: what {@link Page#next} of the page before says; null for the first
     */
    public Page page(@Nullable UUID comment, @Nullable String moderator, @Nullable Long before, int limit) {
        long end = before == null ? Long.MAX_VALUE : before;
        int oneMore = limit + 1;
        List<AuditRow> found;
        if (comment != null) {
            found = repository.latestAbout(comment, moderator, end, oneMore);
        } else if (moderator != null) {
            found = repository.latestBy(moderator, end, oneMore);
        } else {
            found = repository.latest(end, oneMore);
        }
        List<AuditRow> page = found.stream().limit(limit).toList();
        return new Page(page, found.size() > limit ? page.getLast().id() : null);
    }

    /**
     * A piece of the trail.
     *
     * @param next where the next page begins; null on the last
     */
    public record Page(List<AuditRow> entries, @Nullable Long next) {}
}
