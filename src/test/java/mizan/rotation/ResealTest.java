package mizan.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.comment.key.KeyUsages;
import mizan.comment.maintenance.AuthorStats;
import mizan.comment.notice.NoticeSeals;
import mizan.email.EmailVault;
import mizan.email.KeyRecords;
import mizan.email.Keyset;
import mizan.email.Keysets;
import mizan.email.TinkKeyset;
import mizan.moderator.token.TokenKey;
import mizan.platform.SecretFiles;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving stored values to the primary keys, and the loss of a key. */
class ResealTest extends ServiceTest {

    private static final String QUEUE = "/api/v1/moderation/comments";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void createKeys() {
        SecretFiles secrets = new SecretFiles(folder);
        Keysets.createIfMissing(secrets);
        TokenKey.create(secrets);
    }

    @Test
    void unreadableAddressIsNeitherChangedNorDoesItStopTheRun() {
        String damaged;
        String moved;
        try (EmbeddedServer replica = start()) {
            damaged = submitted(replica, Sample.submission());
            moved = submitted(replica, Sample.submission());
            submitted(replica, Sample.submission());
            Postgres.execute(
                    "UPDATE comment SET email_sealed = email_sealed || '\\x00' WHERE id = '%s'".formatted(damaged));
            Postgres.execute("""
                    UPDATE comment
                       SET email_sealed = (SELECT email_sealed FROM comment WHERE id NOT IN ('%1$s', '%2$s'))
                     WHERE id = '%1$s'
                    """.formatted(moved, damaged));
        }
        rotate(Keyset.EMAIL);
        rotate(Keyset.FINGERPRINT);
        List<List<String>> before = unreadable(damaged, moved);

        try (EmbeddedServer replica = start()) {
            assertThat(reseal(replica)).satisfies(progress -> {
                assertThat(progress.read()).isEqualTo(3);
                assertThat(progress.changed()).isEqualTo(1);
                assertThat(progress.unreadable()).isEqualTo(2);
            });
            assertThat(unreadable(damaged, moved)).isEqualTo(before);
            assertThat(reseal(replica).changed()).isZero();
            assertThat(Postgres.query("SELECT detail FROM audit_entry WHERE action = 'KEYS_RESEALED' ORDER BY id"))
                    .containsExactly(List.of("1 changed"), List.of("0 changed"));
        }
    }

    @Test
    void batchesAreWalkedThroughInOrderAndCanBeResumed() {
        String last;
        try (EmbeddedServer replica = start()) {
            submitted(replica, Sample.submission());
            submitted(replica, Sample.submission());
            last = Postgres.value("SELECT id FROM comment ORDER BY id DESC LIMIT 1");
            // Copies in the same order, so that there are several batches. They cannot be read.
            Postgres.execute("""
                    INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                         receipt_hash, status, version, submitted_at)
                    SELECT CAST('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0') AS uuid), 'demo', 'a',
                           CAST('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0') AS uuid), 'Reader', 'Text',
                           '\\x00', sha256(''), sha256(''), sha256(CAST('r' || i AS bytea)), 'PENDING', 0, now()
                      FROM generate_series(1, 1100) i
                    """);
        }
        rotate(Keyset.EMAIL);

        try (EmbeddedServer replica = start()) {
            List<Reseal.Progress> batches = new ArrayList<>();
            Reseal run = replica.getApplicationContext().getBean(Reseal.class);
            assertThat(run.run(null, batches::add))
                    .hasValueSatisfying(
                            progress -> assertThat(progress.changed()).isEqualTo(2));
            assertThat(batches).extracting(Reseal.Progress::read).startsWith(500L, 1_000L, 1_102L);
            assertThat(run.run(batches.getFirst().last(), _ -> {}))
                    .hasValueSatisfying(progress -> assertThat(progress.read()).isEqualTo(602));
            assertThat(run.run(UUID.fromString(last), _ -> {}))
                    .hasValueSatisfying(progress -> assertThat(progress.read()).isZero());
        }
    }

    @Test
    void commentsOfPersonsAndOfRobotsStayDifferentDuplicates() {
        Map<String, Object> comment = Sample.submission();
        Map<String, Object> trapped = Sample.with(comment, "website", "x");
        try (EmbeddedServer replica = start()) {
            submitted(replica, comment);
            submitted(replica, Sample.with(trapped, "email", "robot@example.org"));
        }
        rotate(Keyset.FINGERPRINT);

        try (EmbeddedServer replica = start()) {
            assertThat(reseal(replica).changed()).isEqualTo(2);
            assertThat(findings(submitted(replica, Sample.with(comment, "email", "omar@example.org"))))
                    .contains("duplicate");
            assertThat(findings(submitted(replica, Sample.with(trapped, "email", "other@example.org"))))
                    .contains("duplicate");
            assertThat(Postgres.value("SELECT count(DISTINCT digest) FROM comment"))
                    .isEqualTo("2");
            assertThat(replica.getApplicationContext()
                            .getBean(AuthorStats.class)
                            .countDifferences())
                    .isZero();
        }
    }

    @Test
    void noticesAreResealedBeforeTheirKeyIsRetired() {
        TinkKeyset file = new TinkKeyset(new SecretFiles(folder), Keyset.EMAIL);
        String old = file.keys().getFirst().id();
        try (EmbeddedServer replica = start()) {
            String id = submitted(replica, Sample.submission());
            Postgres.execute("UPDATE comment SET status = 'APPROVED', version = 1, decided_at = now()");
            Map<String, Object> notice =
                    Map.of("explanation", "Why", "name", "Noor", "email", "noor@example.org", "goodFaith", true);
            assertThat(sendTo(
                                    replica.getPort(),
                                    "POST",
                                    "/api/v1/sites/demo/comments/" + id + "/notices",
                                    json(notice).getBytes(StandardCharsets.UTF_8),
                                    "Content-Type",
                                    JSON)
                            .status())
                    .isEqualTo(202);
        }
        rotate(Keyset.EMAIL);
        rotate(Keyset.FINGERPRINT);

        try (EmbeddedServer replica = start()) {
            KeyUsages usages = replica.getApplicationContext().getBean(KeyUsages.class);
            assertThat(usages.countNotices(Set.of(old))).isEqualTo(1);
            assertThat(reseal(replica).notices()).isEqualTo(1);
            assertThat(usages.countNotices(Set.of(old))).isZero();
            assertThat(usages.count().sealed(old)).isZero();
            assertThat(reseal(replica).notices()).isZero();
            List<UUID> notices = Postgres.query("SELECT id FROM notice").stream()
                    .map(row -> UUID.fromString(row.getFirst()))
                    .toList();
            EmailVault vault = replica.getApplicationContext().getBean(EmailVault.class);
            replica.getApplicationContext()
                    .getBean(NoticeSeals.class)
                    .forEach(stored -> assertThat(vault.unseal(stored.emailSealed(), notices.getFirst()))
                            .hasValue("noor@example.org"));
        }
    }

    @Test
    void blocksMoveToTheNewFingerprintOfTheirAuthor() {
        TinkKeyset file = new TinkKeyset(new SecretFiles(folder), Keyset.FINGERPRINT);
        String old = file.keys().getFirst().id();
        try (EmbeddedServer replica = start()) {
            block(replica, submitted(replica, Sample.submission()));
        }
        rotate(Keyset.FINGERPRINT);
        try (EmbeddedServer replica = start()) {
            String second = submitted(replica, Sample.submission());
            assertThat(status(second)).as("before the block is moved").isEqualTo("REJECTED");
            // The second comment has the new fingerprint already.
            block(replica, second);
            assertThat(Postgres.value("SELECT count(DISTINCT subject) FROM block"))
                    .isEqualTo("2");
            reseal(replica);
            assertThat(Postgres.query("SELECT count(*), count(DISTINCT subject) FROM block"))
                    .containsExactly(List.of("2", "1"));
            replica.getApplicationContext().getBean(KeyRecords.class).retire(Keyset.FINGERPRINT, old, Instant.EPOCH);
        }
        file.remove(old);

        try (EmbeddedServer replica = start()) {
            assertThat(status(submitted(replica, Sample.submission()))).isEqualTo("REJECTED");
        }
    }

    @Test
    void textOfACommentWithoutItsAddressIsStillADuplicateAfterwards() {
        Map<String, Object> comment = Sample.submission();
        TinkKeyset file = new TinkKeyset(new SecretFiles(folder), Keyset.FINGERPRINT);
        String old = file.keys().getFirst().id();
        try (EmbeddedServer replica = start()) {
            submitted(replica, comment);
            Postgres.execute("""
                    UPDATE comment
                       SET status = 'REJECTED', version = 1, decided_at = now(), email_sealed = NULL, email_fingerprint = NULL
                    """);
        }
        rotate(Keyset.FINGERPRINT);
        try (EmbeddedServer replica = start()) {
            assertThat(reseal(replica).changed()).isEqualTo(1);
            assertThat(reseal(replica).changed()).isZero();
            replica.getApplicationContext().getBean(KeyRecords.class).retire(Keyset.FINGERPRINT, old, Instant.EPOCH);
        }
        file.remove(old);

        try (EmbeddedServer replica = start()) {
            assertThat(findings(submitted(replica, Sample.with(comment, "email", "omar@example.org"))))
                    .contains("duplicate");
        }
    }

    @Test
    void serviceRunsWithoutALostKeyAndFlagsItsComments() {
        String affected;
        TinkKeyset file = new TinkKeyset(new SecretFiles(folder), Keyset.EMAIL);
        String lost = file.keys().getFirst().id();
        try (EmbeddedServer replica = start()) {
            affected = submitted(replica, Sample.submission());
        }
        rotate(Keyset.EMAIL);
        file.remove(lost); // without re-sealing

        try (EmbeddedServer replica = start()) {
            assertThat(health(replica).status()).isEqualTo(503);
            KeyRetirement retirement = replica.getApplicationContext().getBean(KeyRetirement.class);
            assertThat(retirement.retire(Keyset.EMAIL, file, lost)).isEqualTo(new RetirementOutcome.Missing());
            assertThat(retirement.declareLost(Keyset.EMAIL, file, lost))
                    .isEqualTo(new RetirementOutcome.DeclaredLost(2));
        }

        try (EmbeddedServer replica = start()) {
            assertThat(health(replica).status()).isEqualTo(200);
            assertThat(health(replica).body()).contains("\"lostKeys\":{\"email-keyset.json\":[\"" + lost + "\"]}");
            String readable = submitted(replica, Sample.submission());
            assertThat(queued(replica, affected)).contains("\"email\":\"•••\",\"emailState\":\"KEY_LOST\"");
            assertThat(queued(replica, readable)).contains("\"email\":\"l•••@e•••.org\",\"emailState\":\"READABLE\"");
            assertThat(disclosed(replica, affected).problem())
                    .isEqualTo("404 application/problem+json /problems/unreadable-address");
            assertThat(disclosed(replica, readable).status()).isEqualTo(200);
            assertThat(send(replica, "GET", "/console/comments/" + affected, "", "Authorization", token(replica))
                            .body())
                    .contains("مفتاح تشفيره مفقود");
            replica.getApplicationContext().getBean(UnreadableComments.class).count();
            assertThat(sendTo(managementPort(replica), "GET", "/prometheus", new byte[0])
                            .body())
                    .contains("mizan_comments_unreadable 1.0");
            assertThat(reseal(replica).unreadable()).isEqualTo(1);
            assertThat(Postgres.value("SELECT detail FROM audit_entry WHERE action = 'KEY_LOST'"))
                    .isEqualTo("email " + lost);
        }
    }

    @Test
    void fingerprintsUnderALostKeyAreComputedAnew() {
        TinkKeyset file = new TinkKeyset(new SecretFiles(folder), Keyset.FINGERPRINT);
        String lost = file.keys().getFirst().id();
        try (EmbeddedServer replica = start()) {
            submitted(replica, Sample.submission());
        }
        rotate(Keyset.FINGERPRINT);
        file.remove(lost);
        try (EmbeddedServer replica = start()) {
            replica.getApplicationContext().getBean(KeyRetirement.class).declareLost(Keyset.FINGERPRINT, file, lost);
        }

        try (EmbeddedServer replica = start()) {
            assertThat(reseal(replica).changed()).isEqualTo(1);
            assertThat(replica.getApplicationContext()
                            .getBean(KeyUsages.class)
                            .count()
                            .fingerprints(file.keys().getFirst().id()))
                    .isEqualTo(1);
        }
    }

    private EmbeddedServer start() {
        return replica(Map.of("mizan.secrets-dir", folder.toString()));
    }

    private void rotate(Keyset keyset) {
        TinkKeyset file = new TinkKeyset(new SecretFiles(folder), keyset);
        assertThat(file.promote(file.add())).isTrue();
    }

    private static Reseal.Progress reseal(EmbeddedServer replica) {
        return replica.getApplicationContext()
                .getBean(Reseal.class)
                .run(null, _ -> {})
                .orElseThrow();
    }

    private static String submitted(EmbeddedServer replica, Map<String, Object> submission) {
        Answer answer = send(replica, "POST", "/api/v1/sites/demo/comments", json(submission), "Content-Type", JSON);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static void block(EmbeddedServer replica, String comment) {
        Answer answer = send(
                replica,
                "POST",
                "/api/v1/moderation/blocks",
                json(Map.of("comment", comment, "kind", "AUTHOR")),
                "Content-Type",
                JSON,
                "Authorization",
                token(replica));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static String status(String id) {
        return Postgres.value("SELECT status FROM comment WHERE id = '%s'".formatted(id));
    }

    private static String queued(EmbeddedServer replica, String id) {
        return send(replica, "GET", QUEUE + "/" + id, "", "Authorization", token(replica))
                .body();
    }

    private static Answer disclosed(EmbeddedServer replica, String id) {
        return send(
                replica,
                "POST",
                QUEUE + "/" + id + "/email",
                json(Map.of("purpose", "test")),
                "Content-Type",
                JSON,
                "Authorization",
                token(replica));
    }

    private static String token(EmbeddedServer replica) {
        admin(); // creates the account
        return "Bearer " + tokenOf(replica, "grace");
    }

    private static Answer send(EmbeddedServer replica, String method, String path, String body, String... headers) {
        return sendTo(replica.getPort(), method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Answer health(EmbeddedServer replica) {
        return sendTo(managementPort(replica), "GET", "/health/readiness", new byte[0]);
    }

    private static int managementPort(EmbeddedServer replica) {
        return replica.getApplicationContext()
                .getProperty("endpoints.all.port", Integer.class)
                .orElseThrow();
    }

    private static String findings(String id) {
        return String.valueOf(Postgres.value("SELECT findings FROM comment WHERE id = '%s'".formatted(id)));
    }

    private static List<List<String>> unreadable(String one, String other) {
        return Postgres.query(
                "SELECT email_sealed, email_fingerprint, digest FROM comment WHERE id IN ('%s', '%s') ORDER BY id"
                        .formatted(one, other));
    }
}
