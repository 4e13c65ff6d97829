package mizan.rotation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import mizan.comment.key.KeyUsage;
import mizan.comment.key.KeyUsages;
import mizan.comment.maintenance.AuthorStats;
import mizan.email.Keyset;
import mizan.email.Keysets;
import mizan.email.TinkKeyset;
import mizan.moderator.token.TokenKey;
import mizan.moderator.token.TokenKeyset;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rotation of all keysets under load. Two replicas are restarted one after the other with each change of the files, so that
 * replicas at neighbouring steps answer the same clients.
 */
class KeyRotationTest extends ServiceTest {

    private static final int READERS = 2;

    /** The iterations of each reader with replicas of one combination of steps. */
    private static final int ITERATIONS = 1;

    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder = Path.of("");

    private final List<KeysetFile> files = new ArrayList<>();
    private final Map<Keyset, TinkKeyset> tinkFiles = new EnumMap<>(Keyset.class);
    private Duration elapsed = Duration.ZERO;

    @Test
    void allKeysetsRotateUnderLoadWithoutAFailedRequest() throws Exception {
        SecretFiles secrets = new SecretFiles(folder);
        createKeys(secrets);
        try (LoadBalancer replicas = new LoadBalancer(start(), start());
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                Readers load = new Readers(IntStream.range(0, READERS)
                        .mapToObj(number -> new ReaderLoad(number, replicas, PASSWORD))
                        .toList())) {
            List<ReaderLoad> readers = load.readers();
            List<CompletableFuture<Void>> loads = readers.stream()
                    .map(reader -> CompletableFuture.runAsync(reader, threads))
                    .toList();
            awaitLoad(readers);

            List<String> oldKeys = files.stream().map(KeyRotationTest::primary).toList();
            List<String> newKeys = files.stream().map(KeysetFile::add).toList();
            rollOut(replicas, readers);
            IntStream.range(0, files.size())
                    .forEach(i ->
                            assertThat(files.get(i).promote(newKeys.get(i))).isTrue());
            rollOut(replicas, readers);

            EmbeddedServer replica = replicas.first();
            CompletableFuture<Void> concurrent = CompletableFuture.runAsync(() -> reseal(replica), threads);
            reseal(replica);
            concurrent.join();
            assertThat(retire(replica, Keyset.FINGERPRINT, oldKeys.get(1)))
                    .isInstanceOf(RetirementOutcome.TooEarly.class);
            // A day later the idempotency keys of the old key have expired.
            elapsed = KeyRetirement.IDEMPOTENCY.plusHours(1);
            replicas.betweenIterations(() -> {
                readers.forEach(ReaderLoad::forgetKeys);
                replicas.forEach(each -> advanceClock(each, elapsed));
            });
            Iterator<String> oldKey = oldKeys.iterator();
            for (Keyset keyset : Keyset.values()) {
                assertThat(retire(replica, keyset, oldKey.next()))
                        .as(keyset.name())
                        .isEqualTo(new RetirementOutcome.Retired(0));
            }
            IntStream.range(0, files.size()).forEach(i -> files.get(i).remove(oldKeys.get(i)));
            rollOut(replicas, readers);

            readers.forEach(ReaderLoad::stop);
            CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new)).join();
            assertThat(files).allSatisfy(file -> assertThat(file.keys()).hasSize(1));
            assertNothingIsLeftUnderOldKeys(replicas.first(), newKeys);
            assertThat(Postgres.value("SELECT count(*) FROM comment"))
                    .isEqualTo(Integer.toString(
                            readers.stream().mapToInt(ReaderLoad::submitted).sum()));
            assertThat(Postgres.value("SELECT count(*) FROM key_check WHERE retired_at IS NOT NULL"))
                    .isEqualTo("3");
        }
    }

    private void createKeys(SecretFiles secrets) {
        Keysets.createIfMissing(secrets);
        TokenKey.create(secrets);
        for (Keyset keyset : Keyset.values()) {
            TinkKeyset file = new TinkKeyset(secrets, keyset);
            tinkFiles.put(keyset, file);
            files.add(file);
        }
        files.add(new TokenKeyset(secrets, bean(Clock.class)));
    }

    private EmbeddedServer start() {
        EmbeddedServer replica = replica(Map.of(
                "mizan.secrets-dir",
                folder.toString(),
                "mizan.first-moderator-password",
                PASSWORD,
                "datasources.default.maximum-pool-size",
                8));
        advanceClock(replica, elapsed);
        return replica;
    }

    private void rollOut(LoadBalancer replicas, List<ReaderLoad> readers) {
        replicas.replaceFirst(this::start);
        awaitLoad(readers);
        replicas.replaceSecond(this::start);
        awaitLoad(readers);
    }

    /** Waits until each reader has gone through its requests with the present replicas. */
    private static void awaitLoad(List<ReaderLoad> readers) {
        List<Integer> before = readers.stream().map(ReaderLoad::iterations).toList();
        await("requests of each reader").until(() -> {
            readers.forEach(ReaderLoad::assertNotFailed);
            return IntStream.range(0, readers.size())
                    .allMatch(i -> readers.get(i).iterations() > before.get(i) + ITERATIONS);
        });
    }

    private static void reseal(EmbeddedServer replica) {
        assertThat(replica.getApplicationContext().getBean(Reseal.class).run(null, _ -> {}))
                .hasValueSatisfying(
                        progress -> assertThat(progress.unreadable()).isZero());
    }

    private RetirementOutcome retire(EmbeddedServer replica, Keyset keyset, String keyId) {
        return replica.getApplicationContext()
                .getBean(KeyRetirement.class)
                .retire(keyset, requireNonNull(tinkFiles.get(keyset)), keyId);
    }

    private static void assertNothingIsLeftUnderOldKeys(EmbeddedServer replica, List<String> newKeys) {
        KeyUsage usage =
                replica.getApplicationContext().getBean(KeyUsages.class).count();
        long comments = Long.parseLong(Postgres.value("SELECT count(*) FROM comment"));
        long receipts = Long.parseLong(Postgres.value("SELECT count(*) FROM idempotency_key"));
        assertThat(usage.unreadable()).isZero();
        assertThat(usage.fingerprints(newKeys.get(1))).isEqualTo(comments);
        assertThat(usage.sealed(newKeys.get(0))).isEqualTo(comments + receipts);
        assertThat(replica.getApplicationContext().getBean(AuthorStats.class).countDifferences())
                .isZero();
        assertThat(Postgres.value("""
                SELECT count(*)
                  FROM author_stats
                 WHERE email_fingerprint NOT IN (SELECT email_fingerprint FROM comment)
                """)).isEqualTo("0");
    }

    private static String primary(KeysetFile file) {
        return file.keys().stream()
                .filter(KeysetFile.Key::isPrimary)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static void advanceClock(EmbeddedServer replica, Duration duration) {
        replica.getApplicationContext().getBean(MutableClock.class).advance(duration);
    }

    /** Readers that stop when a test ends, also when it fails. Otherwise the test would wait for them. */
    private record Readers(List<ReaderLoad> readers) implements AutoCloseable {

        @Override
        public void close() {
            readers.forEach(ReaderLoad::stop);
        }
    }
}
