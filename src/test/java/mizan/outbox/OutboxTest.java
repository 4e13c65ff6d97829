package mizan.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest extends ServiceTest {

    @Test
    void missedEventsAreReadAfterManyEarlierOnes() {
        append("demo", 2_500);
        long lastKnown = last();
        append("demo", 2_500);

        List<Long> missed = missed(lastKnown, null);

        assertThat(missed).isSorted().doesNotHaveDuplicates().doesNotContain(lastKnown);
        assertThat(missed.stream().filter(id -> id > lastKnown)).hasSize(2_500);
    }

    @Test
    void oldEventsAreNotReadAgain() {
        append("demo", 3);
        bean(MutableClock.class).advance(Duration.ofMinutes(1));
        append("demo", 1);
        long lastKnown = last();
        append("demo", 2);

        assertThat(missed(lastKnown, null)).hasSize(2);
    }

    @Test
    void eventsAreFilteredBySite() {
        append("demo", 1);
        long lastKnown = last();
        append("demo", 2);
        append("herald", 3);

        assertThat(missed(lastKnown, Set.of("herald"))).hasSize(3);
        assertThat(missed(lastKnown, Set.of())).isEmpty();
    }

    @Test
    void unknownIdReadsAllStoredEvents() {
        append("demo", 2);

        assertThat(missed(0, null)).hasSize(2);
    }

    @Test
    void lateCommitsAreReadExactlyOnce() {
        Outbox outbox = bean(Outbox.class);
        String first = outbox.snapshot();
        String second = transactions().executeWrite(_ -> {
            append("demo", 1);
            // Another transaction gets a greater id and commits first.
            return CompletableFuture.supplyAsync(() -> {
                        append("herald", 2);
                        return outbox.snapshot();
                    })
                    .join();
        });
        String third = outbox.snapshot();

        assertThat(outbox.between(first, second)).extracting(OutboxTest::site).containsExactly("herald", "herald");
        assertThat(outbox.between(second, third)).extracting(OutboxTest::site).containsExactly("demo");
        assertThat(outbox.between(third, outbox.snapshot())).isEmpty();
    }

    @Test
    void eventsBetweenSnapshotsAreReadPageByPage() {
        Outbox outbox = bean(Outbox.class);
        String before = outbox.snapshot();
        append("demo", 2_500);
        append("herald", 1);

        assertThat(outbox.between(before, outbox.snapshot()).map(OutboxRecord::id))
                .hasSize(2_501)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions() {
        return bean(TransactionOperations.class);
    }

    private static String site(OutboxRecord record) {
        return record.event().site();
    }

    private static void append(String site, int times) {
        bean(Outbox.class)
                .append(IntStream.range(0, times)
                        .mapToObj(_ -> new OutboxEvent(UUID.randomUUID(), site, "a", "APPROVED", 1, "ada"))
                        .toList());
    }

    private static long last() {
        return Long.parseLong(Postgres.value("SELECT max(id) FROM outbox_event"));
    }

    private static List<Long> missed(long lastKnown, @Nullable Set<String> sites) {
        return bean(Outbox.class).since(lastKnown, sites).map(OutboxRecord::id).toList();
    }
}
