package mizan.moderation.live;

import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Collection;
import mizan.moderation.statistics.Backlogs;
import mizan.outbox.Outbox;

/** Reads the backlog and the position of the event stream at the same moment. */
@Singleton
public class QueueSnapshots {

    private final Backlogs backlogs;
    private final Outbox outbox;

    QueueSnapshots(Backlogs backlogs, Outbox outbox) {
        this.backlogs = backlogs;
        this.outbox = outbox;
    }

    /** Both from one snapshot of the database, so that an event after the position is not in the backlog yet. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public QueueSnapshot take(Collection<String> sites) {
        return new QueueSnapshot(backlogs.totals(sites), outbox.position());
    }
}
