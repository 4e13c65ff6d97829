package mizan.benchmark.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import mizan.benchmark.load.JdbcClientLoop;
import mizan.benchmark.process.ModeratorAccounts;

/** The limit of approvals: only the rows of one decision, in one prepared statement and one commit. */
public final class ApproveLimit implements JdbcClientLoop.Workload {

    private static final String SQL = """
            WITH decided AS (
                UPDATE comment
                   SET status = 'APPROVED',
                       version = version + 1,
                       decided_at = ?,
                       claimed_by = NULL,
                       claimed_until = NULL
                 WHERE id = ?
                   AND version = 0
                RETURNING id, version, site, article, email_fingerprint, client, decided_at, submitted_at
            ), written AS (
                INSERT INTO decision (comment_id, version, verdict, moderator, decided_at, site, time_to_decision)
                SELECT id, version, 'APPROVE', ?, decided_at, site, decided_at - submitted_at
                  FROM decided
            ), counted AS (
                INSERT INTO author_stats AS known (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client, 1, 0
                  FROM decided
                    ON CONFLICT (email_fingerprint, site, client) DO UPDATE SET approved = known.approved + 1
            ), recorded AS (
                INSERT INTO audit_entry (at, moderator, action, comment_id)
                SELECT decided_at, ?, 'COMMENT_APPROVED', id
                  FROM decided
            )
            INSERT INTO outbox_event (at, comment_id, site, article, status, version, moderator)
            SELECT decided_at, id, site, article, 'APPROVED', version, ?
              FROM decided
            """;

    private final Queue<String> pending;
    private final LongAdder decided = new LongAdder();

    /** @param pending the ids of the comments to approve, in this order */
    public ApproveLimit(Queue<String> pending) {
        this.pending = new ConcurrentLinkedQueue<>(pending);
    }

    /** The number of decisions, in all rounds. */
    public long decided() {
        return decided.sum();
    }

    @Override
    public Operation prepare(Connection connection, int client) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL);
        String moderator = ModeratorAccounts.name(client);
        return () -> {
            String id = pending.poll();
            if (id == null) {
                throw new IllegalStateException("No pending comments left: set a higher --pending");
            }
            statement.setObject(1, OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));
            statement.setObject(2, UUID.fromString(id));
            statement.setString(3, moderator);
            statement.setString(4, moderator);
            statement.setString(5, moderator);
            boolean isDecided = statement.executeUpdate() == 1;
            decided.increment();
            return isDecided;
        };
    }
}
