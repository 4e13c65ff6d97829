package mizan.moderation.search;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import mizan.moderation.search.TextSearchRepository.Looked;
import org.jspecify.annotations.Nullable;

/**
 * Finds words in the lists of the queue. The next comments are looked through one by one, which finds what is common; then
 * the index of words is asked for one stretch of time after the other, each as long as should hold what is still missing.
 * So neither all comments with a word are read, nor all that wait or were decided; and where a word is common elsewhere, or
 * a database is slow, a page ends before it is full rather than at a deadline.
 */
@Singleton
public class TextSearch {

    /** So many one by one. */
    static final int LOOKED_THROUGH = 500;

    /** And so many where the index of words names too many. */
    static final int LOOKED_FURTHER_THROUGH = 5_000;

    /** Of so many comments at most with the words it is looked up where they stand. */
    static final int AT_ONCE = 1_000;

    /** After so long no other stretch is begun: one takes a few times as long as all before it. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    /** Clocks of several machines may differ by so much. */
    private static final Duration AHEAD = Duration.ofHours(1);

    /** As in the statement and its index. */
    private static final Duration WAITED = Duration.ofDays(7);

    private final TextSearchRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    TextSearch(TextSearchRepository repository, TransactionOperations<Connection> transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The next comments with the filter's words, which is all that it filters by besides status and sites. */
    public Found find(QueueFilter filter, KeysetPosition after, int limit) {
        Search search = new Search(filter, limit);
        return transactions.executeRead(_ -> find(search, after));
    }

    private Found find(Search search, KeysetPosition after) {
        Instant start = clock.instant();
        List<KeysetPosition> found = new ArrayList<>();
        Optional<Looked> last = lookThrough(search, after, LOOKED_THROUGH, found);
        if (last.isEmpty()) {
            return new Found(found, null);
        }
        repository.planForWords();
        Instant begun = last.get().begun();
        Instant bound = search.isOfPending() ? start.plus(AHEAD).truncatedTo(ChronoUnit.MILLIS) : Instant.EPOCH;
        KeysetPosition reached = last.get().place();
        while (clock.instant().isBefore(start.plus(PATIENCE))) {
            int missing = search.limit - found.size();
            TimeRange stretch = TimeRange.next(begun, reached, found.size(), missing, bound);
            List<UUID> candidates = candidates(search, stretch);
            if (candidates.size() > AT_ONCE) {
                last = lookThrough(search, reached, LOOKED_FURTHER_THROUGH, found);
                if (last.isEmpty()) {
                    return new Found(found, null);
                }
                reached = last.get().place();
            } else {
                found.addAll(those(search, stretch, candidates, missing));
                if (found.size() == search.limit || stretch.isLast()) {
                    return new Found(found, null);
                }
                reached = KeysetPosition.lowestAt(stretch.end());
            }
        }
        return new Found(found, reached);
    }

    /** Adds what has the words; the last that was looked at, unless enough is found or nothing is left. */
    private Optional<Looked> lookThrough(Search search, KeysetPosition after, int size, List<KeysetPosition> found) {
        int missing = search.limit - found.size();
        List<Looked> looked = search.isOfPending()
                ? repository.lookThroughPending(search.sites(), search.words(), after.at(), after.id(), size, missing)
                : repository.lookThroughDecided(
                        search.filter.status(), search.sites(), search.words(), after.at(), after.id(), size, missing);
        looked.stream().filter(Looked::found).map(Looked::place).forEach(found::add);
        return found.size() == search.limit
                        || looked.isEmpty()
                        || looked.getLast().number() < size
                ? Optional.empty()
                : Optional.of(looked.getLast());
    }

    private List<UUID> candidates(Search search, TimeRange stretch) {
        Instant from = stretch.from().at();
        if (search.isOfPending()) {
            return repository.submitted(search.words(), leastId(from), leastId(stretch.end()), AT_ONCE + 1);
        }
        List<UUID> candidates = new ArrayList<>(repository.submitted(
                search.words(), leastId(stretch.end().minus(WAITED)), leastId(from.plusMillis(1)), AT_ONCE + 1));
        if (candidates.size() <= AT_ONCE) {
            candidates.addAll(repository.decidedLate(
                    search.filter.status(), search.sites(), search.words(), stretch.end(), from, AT_ONCE + 1));
        }
        return candidates;
    }

    private static UUID leastId(Instant submitted) {
        return CommentId.minAt(submitted).value();
    }

    private List<KeysetPosition> those(Search search, TimeRange stretch, List<UUID> candidates, int missing) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        KeysetPosition from = stretch.from();
        String[] ids = candidates.stream().distinct().map(UUID::toString).toArray(String[]::new);
        return search.isOfPending()
                ? repository.pending(ids, search.sites(), from.at(), from.id(), stretch.end(), missing)
                : repository.decided(
                        search.filter.status(), ids, search.sites(), from.at(), from.id(), stretch.end(), missing);
    }

    /**
     * What was found.
     *
     * @param reached where to go on, if not all was searched; else null
     */
    public record Found(
            List<KeysetPosition> places, @Nullable KeysetPosition reached) {}

    private record Search(QueueFilter filter, int limit) {

        boolean isOfPending() {
            return filter.status() == CommentStatus.PENDING;
        }

        String[] sites() {
            return filter.sites().toArray(String[]::new);
        }

        String words() {
            return Objects.requireNonNull(filter.words());
        }
    }
}
