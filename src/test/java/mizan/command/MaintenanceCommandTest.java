package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import mizan.email.KeysetVerification;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** The commands that check and rebuild stored data. */
class MaintenanceCommandTest extends CommandTest {

    @Test
    void keysetsOfAnotherDatabaseAreWrong() {
        assertThat(run(0, "keys", "verify")).isEqualTo("""
                        email-keyset.json: not used with this database yet
                        fingerprint-keyset.json: not used with this database yet
                        """);

        bean(KeysetVerification.class).verifyAndRecord();

        assertThat(run(1, "keys", "verify")).matches("""
                        email-keyset.json: wrong, it lacks the keys \\d+
                        fingerprint-keyset.json: wrong, it lacks the keys \\d+
                        """);
        assertThat(run(2, "keys")).startsWith("Missing required parameter: 'DIRECTORY'");
    }

    @Test
    void commandsReportAndRepairWrongData() {
        approved(Sample.submission());
        approved(Sample.submission());
        await("the hash chain to be complete")
                .until(() -> Postgres.value("SELECT count(*) FROM audit_chain").equals("2"));

        String intact = run(0, "audit", "verify");
        assertThat(intact).matches("Intact: 2 entries. The last hash is [0-9a-f]{64}\\s*");
        assertThat(run(0, "maintenance", "search")).isEqualTo("Comments: 2\n");

        Postgres.execute("UPDATE audit_entry SET moderator = 'eve' WHERE id = (SELECT max(id) FROM audit_entry)");
        Postgres.execute("UPDATE author_stats SET rejected = 7");
        String checkpoint = intact.strip().substring(intact.strip().length() - 64);
        assertThat(run(1, "audit", "verify", "--noted", checkpoint))
                .isEqualTo("Tampered: entry %s is the first that does not match the chain: it or its hash was changed\n"
                        .formatted(Postgres.value("SELECT max(id) FROM audit_entry")));
        assertThat(run(1, "maintenance", "authors")).isEqualTo("Wrong: 1\n");
        assertThat(run(0, "maintenance", "authors", "--repair")).isEqualTo("Repaired: 1\n");
    }
}
