package mizan.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The limit of claiming: ten of the oldest rows are marked and read, in one statement; then, unmeasured, let go. */
final class ClaimLimit implements Direct.Work {

    private static final String CLAIM = """
            UPDATE comment
               SET claimed_by = ?,
                   claimed_until = now() + CAST('5 min' AS interval)
             WHERE id = ANY (ARRAY(SELECT id
                                     FROM comment
                                    WHERE status = 'PENDING'
                                      AND site = ?
                                      AND (claimed_until IS NULL OR claimed_until <= now())
                                    ORDER BY submitted_at, id
                                    LIMIT %d
                                      FOR UPDATE SKIP LOCKED))
            RETURNING id, site, article, name, body, email_sealed, version, submitted_at, claimed_by, claimed_until
            """.formatted(Claiming.AT_ONCE);

    private static final String RELEASE = """
            UPDATE comment
               SET claimed_by = NULL,
                   claimed_until = NULL
             WHERE claimed_by = ?
            """;

    @Override
    public Deed prepare(Connection connection, int client) throws SQLException {
        PreparedStatement claim = connection.prepareStatement(CLAIM);
        claim.setString(1, Moderators.name(client));
        claim.setString(2, Service.SITE);
        PreparedStatement release = connection.prepareStatement(RELEASE);
        release.setString(1, Moderators.name(client));
        return new Deed() {
            @Override
            public boolean run() throws SQLException {
                return Rows.read(claim) == Claiming.AT_ONCE;
            }

            @Override
            public void after() throws SQLException {
                release.executeUpdate();
            }
        };
    }
}
