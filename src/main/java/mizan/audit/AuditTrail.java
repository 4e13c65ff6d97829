package mizan.audit;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import mizan.platform.database.ArrayParameters;
import org.jspecify.annotations.Nullable;

/** The append-only record of actions. Entries are written in the caller's transaction, if there is one. */
@Singleton
public class AuditTrail {

    private final AuditRepository repository;

    AuditTrail(AuditRepository repository) {
        this.repository = repository;
    }

    public void record(AuditEntry entry) {
        record(List.of(entry));
    }

    /** Records several actions in this order. */
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
     * @param comment selects the entries of one comment; null for all
     * @param moderator selects the entries of one account; null for all
     * @param before selects the entries with a smaller id, from {@link Page#next}; null for the first page
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
     * One page of the trail.
     *
     * @param next the parameter {@code before} of the next page; null on the last page
     */
    public record Page(List<AuditRow> entries, @Nullable Long next) {}
}
