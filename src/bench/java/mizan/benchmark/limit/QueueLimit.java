package mizan.benchmark.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import mizan.benchmark.load.JdbcClientLoop;
import mizan.benchmark.process.ServiceProcess;
import mizan.benchmark.scenario.QueueScenario;

/** The limit of the queue: one prepared statement reads the first page with all columns of a queued comment. */
public final class QueueLimit implements JdbcClientLoop.Workload {

    private static final String SQL = """
            SELECT c.id, c.site, c.article, a.url, a.title, c.parent_id, p.name, left(p.body, 2000), c.name,
                   c.email_sealed, c.body, c.status, c.version, c.submitted_at, c.claimed_by, c.claimed_until,
                   author.approved, author.rejected,
                   (SELECT count(*)
                      FROM comment o
                     WHERE o.email_fingerprint = c.email_fingerprint
                       AND o.site = c.site
                       AND o.status = 'PENDING')
              FROM comment c
              LEFT JOIN article a ON a.site = c.site AND a.key = c.article
              LEFT JOIN comment p ON p.id = c.parent_id
              LEFT JOIN author_stats author ON author.email_fingerprint = c.email_fingerprint AND author.site = c.site
             WHERE c.site = ?
               AND c.status = 'PENDING'
             ORDER BY c.submitted_at, c.id
             LIMIT %d
            """.formatted(QueueScenario.PAGE_SIZE);

    @Override
    public Operation prepare(Connection connection, int client) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL);
        statement.setString(1, ServiceProcess.SITE);
        return () -> ResultSetReader.read(statement) == QueueScenario.PAGE_SIZE;
    }
}
