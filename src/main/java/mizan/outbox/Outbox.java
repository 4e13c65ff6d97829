package mizan.outbox;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import mizan.platform.Columns;

/** Tells every replica, this one too, what has changed, as part of the transaction that changes it. */
@Singleton
public class Outbox {

    static final String CHANNEL = "mizan_comment";

    private final OutboxRepository repository;
    private final Clock clock;

    Outbox(OutboxRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Heard by everybody once the caller's transaction is committed, and not at all if it is not. */
    public void announce(List<Announcement> announcements) {
        repository.announce(
                CHANNEL,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Columns.texts(
                        announcements, announcement -> announcement.comment().toString()),
                Columns.texts(announcements, Announcement::site),
                Columns.texts(announcements, Announcement::article),
                Columns.texts(announcements, Announcement::status),
                Columns.integers(announcements, Announcement::version),
                Columns.texts(announcements, Announcement::by));
    }

    /**
     * What was announced after this one and, as transactions run side by side, shortly before: some may be known already.
     *
     * @param limit of so many the oldest; the outbox remembers a day
     */
    public List<Announced> since(long id, int limit) {
        return repository.since(id, limit).stream()
                .map(row -> new Announced(
                        row.id(),
                        new Announcement(
                                row.commentId(),
                                row.site(),
                                row.article(),
                                row.status(),
                                row.version(),
                                row.moderator())))
                .toList();
    }
}
