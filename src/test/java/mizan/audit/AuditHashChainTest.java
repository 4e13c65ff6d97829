package mizan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.ServiceTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditHashChainTest extends ServiceTest {

    @Test
    void entriesAreAppendedInTheBackground() {
        write(3);

        await("the entries to be appended").until(() -> unchained().equals("0"));

        assertThat(verify()).isInstanceOf(Verification.Intact.class);
        assertThat(((Verification.Intact) verify()).entries()).isEqualTo(3);
    }

    @Test
    void eachLinkDependsOnThePreviousOne() {
        write(1);
        await("the first to be appended").until(() -> unchained().equals("0"));
        String first = ((Verification.Intact) verify()).head();
        write(1);
        await("the second to be appended").until(() -> unchained().equals("0"));

        assertThat(((Verification.Intact) verify()).head())
                .isNotEqualTo(first)
                .matches("[0-9a-f]{64}")
                .isEqualTo(Postgres.value("SELECT encode(hash, 'hex') FROM audit_chain ORDER BY number DESC LIMIT 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE audit_entry SET detail = 'another' WHERE id = :id | changed",
                "UPDATE audit_entry SET detail = '' WHERE id = :id | changed",
                "UPDATE audit_entry SET moderator = NULL WHERE id = :id | changed",
                "UPDATE audit_entry SET action = 'PASSWORD_CHANGED' WHERE id = :id | changed",
                "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = :id | changed",
                "UPDATE audit_chain SET hash = sha256('') WHERE entry_id = :id | changed",
                "DELETE FROM audit_entry WHERE id = :id | deleted"
            })
    void firstTamperedEntryIsReported(String forgery, String reason) {
        write(5);
        await("the entries to be appended").until(() -> unchained().equals("0"));
        long second = Long.parseLong(Postgres.value("SELECT id FROM audit_entry ORDER BY id OFFSET 1 LIMIT 1"));

        Postgres.execute(forgery.replace(":id", Long.toString(second)));

        assertThat(verify()).isInstanceOfSatisfying(Verification.Tampered.class, tampered -> {
            assertThat(tampered.entry()).isEqualTo(second);
            assertThat(tampered.reason()).contains(reason);
        });
    }

    @Test
    void missingLinkIsReportedAtTheNextEntry() {
        write(3);
        await("the entries to be appended").until(() -> unchained().equals("0"));
        List<List<String>> ids = Postgres.query("SELECT id FROM audit_entry ORDER BY id");

        Postgres.execute("DELETE FROM audit_chain WHERE number = 2");

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Tampered.class,
                        tampered -> assertThat(tampered.entry())
                                .isEqualTo(Long.parseLong(ids.get(2).getFirst())));
    }

    @Test
    void entryInsertedLaterIsReported() {
        write(1);
        Postgres.execute("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))");
        write(1);
        await("the entries to be appended").until(() -> unchained().equals("0"));
        bean(MutableClock.class).advance(Duration.ofMinutes(3));
        long gap = Long.parseLong(Postgres.value("SELECT max(id) - 1 FROM audit_entry"));

        Postgres.execute(
                "INSERT INTO audit_entry (id, at, action) OVERRIDING SYSTEM VALUE VALUES (%d, now(), 'SIGNED_IN')"
                        .formatted(gap));

        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verification.Tampered.class,
                        tampered -> assertThat(tampered.entry()).isEqualTo(gap));
    }

    @Test
    void entriesOfLongTransactionsAreAppendedToo() {
        write(1);
        long late = Long.parseLong(Postgres.value("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))"));
        write(1);
        await("the entries to be appended").until(() -> unchained().equals("0"));

        Postgres.execute(
                "INSERT INTO audit_entry (id, at, action) OVERRIDING SYSTEM VALUE VALUES (%d, now(), 'SIGNED_IN')"
                        .formatted(late));
        bean(MutableClock.class).advance(Duration.ofSeconds(30));

        await("the late entry to be appended").until(() -> unchained().equals("0"));
        assertThat(verify()).isEqualTo(new Verification.Intact(3, ((Verification.Intact) verify()).head(), 0));
    }

    @Test
    void entryInsertedWithAnOldDateIsReported() {
        write(2);
        await("the entries to be appended").until(() -> unchained().equals("0"));
        String date =
                bean(MutableClock.class).instant().minus(Duration.ofDays(1)).toString();

        Postgres.execute(
                "INSERT INTO audit_entry (at, moderator, action) VALUES ('%s', 'eve', 'SIGNED_IN')".formatted(date));
        await("the forged entry to be appended").until(() -> unchained().equals("0"));
        write(1);

        assertThat(verify()).isInstanceOfSatisfying(Verification.Tampered.class, tampered -> {
            assertThat(tampered.entry())
                    .isEqualTo(Long.parseLong(Postgres.value("SELECT id FROM audit_entry WHERE moderator = 'eve'")));
            assertThat(tampered.reason()).endsWith("is dated " + date);
        });
    }

    @Test
    void entriesThatAreNotAppendedYetAreCounted() {
        write(2);
        await("the entries to be appended").until(() -> unchained().equals("0"));

        try (PostgresFaults.Lock _ =
                PostgresFaults.lockWith("SELECT pg_advisory_xact_lock(hashtext('mizan.audit_chain'))")) {
            write(3);
            assertThat(verify()).isEqualTo(new Verification.Intact(2, ((Verification.Intact) verify()).head(), 3));
        }
    }

    @Test
    void missingCheckpointIsReportedAsTruncation() {
        write(3);
        await("the entries to be appended").until(() -> unchained().equals("0"));
        String checkpoint = ((Verification.Intact) verify()).head();
        assertThat(bean(AuditHashChain.class).verify(checkpoint)).isInstanceOf(Verification.Intact.class);

        Postgres.execute("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)");
        Postgres.execute("DELETE FROM audit_chain WHERE number = 3");

        assertThat(verify()).isInstanceOf(Verification.Intact.class);
        assertThat(bean(AuditHashChain.class).verify(checkpoint)).isEqualTo(new Verification.Truncated(2));
    }

    @Test
    void chainIsAppendOnly() {
        for (String change : List.of("DELETE FROM audit_chain", "UPDATE audit_chain SET number = 7")) {
            assertThatThrownBy(() -> Postgres.executeAsService(change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> Postgres.executeAsOwner(change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void concurrentReplicasBuildOneChain() throws Exception {
        write(200);
        List<Callable<@Nullable Void>> replicas = IntStream.range(0, 8)
                .<Callable<@Nullable Void>>mapToObj(_ -> () -> {
                    bean(AuditHashChain.class).appendAll();
                    return null;
                })
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> appended : executor.invokeAll(replicas)) {
                appended.get();
            }
        }
        await("the entries to be appended").until(() -> unchained().equals("0"));

        assertThat(Postgres.value("SELECT count(*) || '/' || max(number) FROM audit_chain"))
                .isEqualTo("200/200");
        assertThat(verify()).isInstanceOf(Verification.Intact.class);
    }

    private static void write(int entries) {
        bean(AuditTrail.class)
                .record(IntStream.range(0, entries)
                        .mapToObj(i -> new AuditEntry(
                                bean(MutableClock.class).instant(), "ada", AuditAction.SIGNED_IN, null, null))
                        .toList());
    }

    private static Verification verify() {
        return bean(AuditHashChain.class).verify(null);
    }

    private static String unchained() {
        return Postgres.value("SELECT count(*) FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_chain)");
    }
}
