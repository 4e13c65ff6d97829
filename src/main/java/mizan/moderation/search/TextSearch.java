package mizan.moderation.search;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import mizan.comment.CommentId;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import mizan.moderation.search.TextSearchRepository.ScannedComment;
import mizan.platform.database.PlannerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Full text search in the lists of the queue. The next comments of the list are scanned one by one, which finds frequent
 * words. Then the GIN index of lexemes is read for one time range after another. The length of a range is estimated from
 * the matches so far. So the search reads neither all comments with a word nor the whole list. A search that takes long
 * returns the matches found so far and the position at which to resume.
 */
@Singleton
public class TextSearch {

    /** The number of comments to scan first. */
    static final int FIRST_SCAN_SIZE = 500;

    /** The number of comments to scan where the GIN index has too many matches for a time range. */
    static final int NEXT_SCAN_SIZE = 5_000;

    /** The largest number of index matches for a time range whose positions are looked up. */
    static final int MAX_CANDIDATES = 1_000;

    /** No time range is started after this. A range takes a few times as long as all ranges before it. */
    static final Duration TIME_BUDGET = Duration.ofMillis(500);

    /** The largest difference to expect between the clocks of two machines. */
    private static final Duration MAX_CLOCK_SKEW = Duration.ofHours(1);

    /** A decision is late if it takes longer than this. The statement and its index use the same value. */
    private static final Duration LATE_DECISION = Duration.ofDays(7);

    /** Searches at once, of 16 connections: searches that wait for a lock must not take the connections of reads and decisions. */
    private static final int MAX_SEARCHES = 6;

    private final Semaphore permits = new Semaphore(MAX_SEARCHES);
    private final TextSearchRepository repository;
    private final PlannerSettings planner;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    TextSearch(
            TextSearchRepository repository,
            PlannerSettings planner,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.planner = planner;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The next matches in the order of the list. If too many searches run already, it fails at once, as when the database is
     * unavailable.
     *
     * @param filter has a text query, and no condition besides it but status and sites
     */
    public Matches search(QueueFilter filter, KeysetPosition after, int limit) {
        Search search = new Search(filter, limit);
        if (!permits.tryAcquire()) {
            throw new CompletionException(new SQLTransientException("Too many searches run"));
        }
        try {
            return transactions.executeRead(_ -> search(search, after));
        } finally {
            permits.release();
        }
    }

    private Matches search(Search search, KeysetPosition after) {
        Instant start = clock.instant();
        List<KeysetPosition> found = new ArrayList<>();
        Optional<ScannedComment> lastScanned = scan(search, after, FIRST_SCAN_SIZE, found);
        if (lastScanned.isEmpty()) {
            return new Matches(found, null);
        }
        // The planner cannot know that a frequent word may be in none of the rows of a time range.
        planner.useCustomBitmapPlans();
        Instant searchStart = lastScanned.get().firstAt();
        Instant end = search.isPending() ? start.plus(MAX_CLOCK_SKEW).truncatedTo(ChronoUnit.MILLIS) : Instant.EPOCH;
        KeysetPosition reached = lastScanned.get().position();
        while (clock.instant().isBefore(start.plus(TIME_BUDGET))) {
            int missing = search.limit - found.size();
            TimeRange range = TimeRange.next(searchStart, reached, found.size(), missing, end);
            List<UUID> candidates = candidates(search, range);
            if (candidates.size() > MAX_CANDIDATES) {
                lastScanned = scan(search, reached, NEXT_SCAN_SIZE, found);
                if (lastScanned.isEmpty()) {
                    return new Matches(found, null);
                }
                reached = lastScanned.get().position();
            } else {
                found.addAll(positions(search, range, candidates, missing));
                if (found.size() == search.limit || range.isLast()) {
                    return new Matches(found, null);
                }
                reached = KeysetPosition.lowestAt(range.end());
            }
        }
        return new Matches(found, reached);
    }

    /**
     * Scans the next comments and adds the matches to those found.
     *
     * @return the last scanned comment; empty if enough matches are found or no comment is left
     */
    private Optional<ScannedComment> scan(Search search, KeysetPosition after, int size, List<KeysetPosition> found) {
        int missing = search.limit - found.size();
        List<ScannedComment> scanned = search.isPending()
                ? repository.scanPending(search.filter, after, size, missing)
                : repository.scanDecided(search.filter, after, size, missing);
        scanned.stream()
                .filter(ScannedComment::matches)
                .map(ScannedComment::position)
                .forEach(found::add);
        return found.size() == search.limit
                        || scanned.isEmpty()
                        || scanned.getLast().number() < size
                ? Optional.empty()
                : Optional.of(scanned.getLast());
    }

    private List<UUID> candidates(Search search, TimeRange range) {
        int limit = MAX_CANDIDATES + 1;
        Instant start = range.start().at();
        if (search.isPending()) {
            return repository.findSubmitted(search.textQuery(), lowestId(start), lowestId(range.end()), limit);
        }
        List<UUID> candidates = new ArrayList<>(repository.findSubmitted(
                search.textQuery(), lowestId(range.end().minus(LATE_DECISION)), lowestId(start.plusMillis(1)), limit));
        if (candidates.size() <= MAX_CANDIDATES) {
            candidates.addAll(repository.findDecidedLate(search.filter, range.end(), start, limit));
        }
        return candidates;
    }

    private static UUID lowestId(Instant submittedAt) {
        return CommentId.minAt(submittedAt).value();
    }

    private List<KeysetPosition> positions(Search search, TimeRange range, List<UUID> candidates, int limit) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        String[] ids = candidates.stream().distinct().map(UUID::toString).toArray(String[]::new);
        return search.isPending()
                ? repository.pendingAmong(ids, search.filter, range.start(), range.end(), limit)
                : repository.decidedAmong(ids, search.filter, range.start(), range.end(), limit);
    }

    /**
     * The result of a search.
     *
     * @param resumeAfter the position at which to resume the search; null if it is complete
     */
    public record Matches(
            List<KeysetPosition> positions, @Nullable KeysetPosition resumeAfter) {}

    private record Search(QueueFilter filter, int limit) {

        boolean isPending() {
            return filter.isPending();
        }

        String textQuery() {
            return Objects.requireNonNull(filter.textQuery());
        }
    }
}
