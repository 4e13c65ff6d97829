package mizan.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The limit of the queue: its first page with all that is shown beside a comment, read in one prepared statement. */
final class QueueLimit implements Direct.Work {

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
              LEFT JOIN author_record author ON author.email_fingerprint = c.email_fingerprint AND author.site = c.site
             WHERE c.site = ?
               AND c.status = 'PENDING'
             ORDER BY c.submitted_at, c.id
             LIMIT %d
            """.formatted(Queueing.PAGE);

    @Override
    public Deed prepare(Connection connection, int client) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL);
        statement.setString(1, Service.SITE);
        return () -> Rows.read(statement) == Queueing.PAGE;
    }
}
