package mizan.moderation.queue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import mizan.moderation.search.TextSearch;
import mizan.platform.database.ArrayParameters;
import mizan.platform.http.Cursor;
import org.jspecify.annotations.Nullable;

/** The comments that wait, oldest first, and those that were decided, newest first. */
@Singleton
public class ModerationQueue {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final QueueRepository repository;
    private final TextSearch search;
    private final QueuedCommentMapper rows;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ModerationQueue(
            QueueRepository repository,
            TextSearch search,
            QueuedCommentMapper rows,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.search = search;
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * One page: what is pending oldest first, what was decided newest decision first. Where a search takes long it ends
     * before it is full, and says where to go on.
     */
    public QueuedComments page(QueueFilter filter) {
        List<String> after = Cursor.decode(filter.after(), 2);
        boolean isPending = filter.status() == CommentStatus.PENDING;
        // Without a cursor the page begins beyond the first row: a condition that an index can always serve.
        KeysetPosition place = after.isEmpty()
                ? KeysetPosition.lowestAt(isPending ? FIRST : LAST)
                : new KeysetPosition(Cursor.parseInstant(after.get(0)), Cursor.parseUuid(after.get(1)));
        if (filter.isOfWordsAlone()) {
            TextSearch.Found found = search.find(filter, place, filter.limit() + 1);
            return page(filter, found.places(), found.reached());
        }
        return page(filter, listed(filter, place, filter.limit() + 1), null);
    }

    // Of the comments at these places those that are still looked for. Where no place is one too many, it goes on at
    // the reached one.
    private QueuedComments page(QueueFilter filter, List<KeysetPosition> places, @Nullable KeysetPosition reached) {
        List<KeysetPosition> page = places.stream().limit(filter.limit()).toList();
        Map<UUID, QueueRow> stored =
                repository
                        .findAll(ArrayParameters.texts(page, place -> place.id().toString()))
                        .stream()
                        .filter(row -> row.status() == filter.status())
                        .collect(toMap(QueueRow::id, identity()));
        @Nullable KeysetPosition next = places.size() > page.size() ? page.getLast() : reached;
        return new QueuedComments(
                page.stream()
                        .map(place -> stored.get(place.id()))
                        .filter(Objects::nonNull) // decided meanwhile
                        .map(row -> rows.comment(row, clock.instant()))
                        .toList(),
                next == null ? null : cursor(next));
    }

    private List<KeysetPosition> listed(QueueFilter filter, KeysetPosition after, int limit) {
        String[] sites = filter.sites().toArray(String[]::new);
        if (filter.status() == CommentStatus.PENDING && !filter.isNarrow()) {
            return repository.pending(sites, after.at(), after.id(), limit);
        }
        return transactions.executeRead(_ -> {
            repository.planForValues();
            return filter.status() == CommentStatus.PENDING
                    ? repository.pending(
                            sites,
                            filter.article(),
                            filter.author(),
                            filter.words(),
                            filter.finding(),
                            filter.holder(),
                            clock.instant(),
                            after.at(),
                            after.id(),
                            limit)
                    : repository.decided(
                            filter.status(),
                            sites,
                            filter.article(),
                            filter.author(),
                            filter.words(),
                            filter.finding(),
                            after.at(),
                            after.id(),
                            limit);
        });
    }

    public Optional<QueuedComment> find(CommentId id) {
        return repository.find(id.value()).map(row -> rows.comment(row, clock.instant()));
    }

    /** One comment, with all decisions about it. */
    public Optional<QueuedComment> findWithHistory(CommentId id) {
        return find(id).map(comment -> comment.with(rows.history(repository.history(id.value()))));
    }

    /** These comments as they are now, in no order; without those that their authors have withdrawn. */
    public List<QueuedComment> findAll(Collection<CommentId> ids) {
        return repository.findAll(ids.stream().map(CommentId::toString).toArray(String[]::new)).stream()
                .map(row -> rows.comment(row, clock.instant()))
                .toList();
    }

    /** Those of these pending comments that this moderator has claimed, oldest first. */
    public List<QueuedComment> findClaimed(Collection<CommentId> ids, String holder, Instant now) {
        return repository.findClaimed(ids.stream().map(CommentId::toString).toArray(String[]::new), holder).stream()
                .map(row -> rows.comment(row, now))
                .toList();
    }

    private static String cursor(KeysetPosition place) {
        return Cursor.encode(place.at(), place.id());
    }
}
