package mizan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Privileges of the database roles: what the service cannot do, even with a bug. */
class GrantsTest extends ServiceTest {

    @Test
    void decisionsAndAuditEntriesAreAppendOnly() {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0), admin());

        for (String table : List.of("decision", "audit_entry")) {
            for (String change : List.of(
                    "DELETE FROM " + table,
                    "UPDATE " + table + " SET moderator = 'eve'",
                    "TRUNCATE " + table + " CASCADE")) {
                assertThatThrownBy(() -> Postgres.executeAsService(change))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
                // The background job locks audit_chain first. The same order here prevents a deadlock.
                String inOrder = "DO $$ BEGIN LOCK TABLE audit_chain; " + change + "; END $$";
                assertThatThrownBy(() -> Postgres.executeAsOwner(inOrder))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void serviceRoleCannotChangeTheSchema() {
        assertThatThrownBy(() -> Postgres.executeAsService("CREATE TABLE t (i int)"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Postgres.executeAsService("DROP TABLE comment"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Postgres.executeAsService("DELETE FROM comment"))
                .isInstanceOf(SQLException.class);
    }
}
