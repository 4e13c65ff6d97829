package mizan.benchmark.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import mizan.benchmark.load.JdbcClientLoop;
import mizan.benchmark.process.ModeratorAccounts;
import mizan.benchmark.process.ServiceProcess;
import mizan.benchmark.scenario.ClaimScenario;

/** The limit of claims: one statement updates and reads ten of the oldest rows. The release is not measured. */
public final class ClaimLimit implements JdbcClientLoop.Workload {

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
            """.formatted(ClaimScenario.BATCH_SIZE);

    private static final String RELEASE = """
            UPDATE comment
               SET claimed_by = NULL,
                   claimed_until = NULL
             WHERE claimed_by = ?
            """;

    @Override
    public Operation prepare(Connection connection, int client) throws SQLException {
        PreparedStatement claim = connection.prepareStatement(CLAIM);
        claim.setString(1, ModeratorAccounts.name(client));
        claim.setString(2, ServiceProcess.SITE);
        PreparedStatement release = connection.prepareStatement(RELEASE);
        release.setString(1, ModeratorAccounts.name(client));
        return new Operation() {
            @Override
            public boolean run() throws SQLException {
                return ResultSetReader.read(claim) == ClaimScenario.BATCH_SIZE;
            }

            @Override
            public void cleanUp() throws SQLException {
                release.executeUpdate();
            }
        };
    }
}
