package mizan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
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
    void decisionsChangeOnlyByTheErasureOfTheirNotes() throws SQLException {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0, "note", "a friend of the editor"), admin());
        decide(id, "reject", Map.of("version", 1, "reason", "SPAM"), admin());

        for (String change : List.of(
                "note = 'rewritten'", "note = NULL", "note = '[erased]', moderator = 'eve'", "moderator = 'eve'")) {
            assertThatThrownBy(() -> Postgres.executeAsOwner("UPDATE decision SET " + change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> Postgres.executeAsService("UPDATE decision SET note = 'rewritten'"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> Postgres.executeAsService("UPDATE decision SET note = '[erased]'"))
                .as("the decision without a note")
                .hasMessageContaining("append-only");
        Postgres.executeAsService("UPDATE decision SET note = '[erased]' WHERE note IS NOT NULL");

        assertThat(Postgres.query("SELECT note FROM decision ORDER BY version"))
                .containsExactly(List.of("[erased]"), List.of("null"));
    }

    @Test
    void recordedErasuresAreAppendOnly() {
        Answer accepted = submit(Sample.submission());
        send("DELETE", accepted.header("Location"), "");

        for (String change :
                List.of("DELETE FROM erasure", "UPDATE erasure SET text_kept = true", "TRUNCATE erasure")) {
            assertThatThrownBy(() -> Postgres.executeAsService(change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> Postgres.executeAsOwner(change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
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
