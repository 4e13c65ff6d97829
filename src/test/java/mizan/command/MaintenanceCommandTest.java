package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mizan.email.KeysetVerification;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** The commands that check and rebuild stored data. */
class MaintenanceCommandTest extends CommandTest {

    @Test
    void changesOfStatusWithoutADecisionAreFound() {
        String untouched = approved(Sample.submission());
        String approved = approved(Sample.submission());
        String pending = submitted(Sample.submission());
        String replaced = submitted(Sample.submission());
        String forged = submitted(Sample.submission());
        String withdrawn = submitted(Sample.submission());
        assertThat(run(0, "audit", "verify")).startsWith("Intact: ");

        Postgres.execute("UPDATE comment SET status = 'REJECTED' WHERE id = '%s'".formatted(approved));
        Postgres.execute(
                "UPDATE comment SET status = 'APPROVED', decided_at = now() WHERE id = '%s'".formatted(pending));
        Postgres.execute("UPDATE comment SET version = 7 WHERE id = '%s'".formatted(replaced));
        Postgres.execute("""
                INSERT INTO decision (comment_id, version, site, verdict, moderator, decided_at, time_to_decision)
                VALUES ('%s', 1, 'demo', 'APPROVE', 'eve', now(), '1 min');
                UPDATE comment SET status = 'APPROVED', version = 1, decided_at = now() WHERE id = '%s'
                """.formatted(forged, forged));
        Postgres.execute("""
                UPDATE comment
                   SET status = 'WITHDRAWN', version = 1, decided_at = now(), name = NULL, body = NULL, email_sealed = NULL,
                       email_fingerprint = NULL, client = '', digest = NULL, article_url = NULL, article_title = NULL,
                       receipt_hash = NULL, findings = NULL
                 WHERE id = '%s'
                """.formatted(withdrawn));

        assertThat(run(1, "audit", "verify").lines().filter(line -> line.startsWith("Changed: ")))
                .hasSize(5)
                .allMatch(line -> Stream.of(approved, pending, replaced, forged, withdrawn)
                        .anyMatch(line::contains))
                .noneMatch(line -> line.contains(untouched));
    }

    @Test
    void commandsWaitForALockedTable() {
        CompletableFuture<String> accounts = new CompletableFuture<>();
        try (PostgresFaults.Lock lock = PostgresFaults.lock("moderator")) {
            Thread.ofPlatform().start(() -> accounts.completeAsync(() -> run(0, "moderator", "list"), Runnable::run));
            await("the first attempt").until(() -> lock.blocks("FROM moderator") || accounts.isDone());
            await("its lock timeout").until(() -> !lock.blocks("FROM moderator") || accounts.isDone());
            await("the second attempt").until(() -> lock.blocks("FROM moderator") || accounts.isDone());
        }

        assertThat(accounts.join()).startsWith("NAME");
    }

    @Test
    void retentionIsCountedAndApplied() {
        String id = post("/api/v1/sites/gazette/comments", Sample.submission())
                .json()
                .path("id")
                .asText();
        decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        Postgres.execute("UPDATE comment SET submitted_at = '2000-01-01', decided_at = '2000-01-01'");

        String counts = run(0, "retention", "--dry-run");
        assertThat(counts).contains("gazette rejected: 1\n", "gazette approved: 0\n", "gazette client: 1\n");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("REJECTED");

        assertThat(run(0, "retention")).contains("gazette rejected: 1\n", "gazette client: 0\n");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("WITHDRAWN");
        assertThat(run(0, "retention", "--dry-run").lines()).allMatch(line -> line.endsWith(": 0"));
    }

    @Test
    void versionIsPrinted() {
        assertThat(run(0, "--version")).matches("mizan \\d+\\.\\d+\\.\\d+\\s*");
        assertThat(run(0, "audit", "--version")).isEqualTo(run(0, "--version"));
    }

    @Test
    void keysetsOfAnotherDatabaseAreWrong() {
        assertThat(run(0, "keys", "verify")).isEqualTo("""
                        email-keyset.json: not used with this database yet
                        fingerprint-keyset.json: not used with this database yet
                        client-keyset.json: not used with this database yet
                        """);

        bean(KeysetVerification.class).verifyAndRecord();

        assertThat(run(1, "keys", "verify")).matches("""
                        email-keyset.json: wrong, it lacks the keys \\d+
                        fingerprint-keyset.json: wrong, it lacks the keys \\d+
                        client-keyset.json: wrong, it lacks the keys \\d+
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
        assertThat(run(2, "audit", "verify", "--noted", "TYPO"))
                .isEqualTo("Not a checkpoint: it has 64 hexadecimal digits, as the last hash that an earlier run has"
                        + " printed\n");
        assertThat(run(1, "maintenance", "authors")).isEqualTo("Wrong: 1\n");
        assertThat(run(0, "maintenance", "authors", "--repair")).isEqualTo("Repaired: 1\n");
    }
}
