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
    void whatWasMissedIsReadHoweverMuchWasAnnouncedJustBefore() {
        announce("demo", 2_500);
        long heard = last();
        announce("demo", 2_500);

        List<Long> missed = missed(heard, null);

        assertThat(missed).isSorted().doesNotHaveDuplicates().doesNotContain(heard);
        assertThat(missed.stream().filter(id -> id > heard)).hasSize(2_500);
    }

    @Test
    void whatIsLongKnownIsNotReadAgain() {
        announce("demo", 3);
        bean(MutableClock.class).advance(Duration.ofMinutes(1));
        announce("demo", 1);
        long heard = last();
        announce("demo", 2);

        assertThat(missed(heard, null)).hasSize(2);
    }

    @Test
    void eachReadsOfTheirSitesOnly() {
        announce("demo", 1);
        long heard = last();
        announce("demo", 2);
        announce("herald", 3);

        assertThat(missed(heard, Set.of("herald"))).hasSize(3);
        assertThat(missed(heard, Set.of())).isEmpty();
    }

    @Test
    void whoHeardWhatNobodyRemembersReadsWhatIsThere() {
        announce("demo", 2);

        assertThat(missed(0, null)).hasSize(2);
    }

    @Test
    void whatIsCommittedLateIsFollowedTooAndNothingTwice() {
        Outbox outbox = bean(Outbox.class);
        String first = outbox.snapshot();
        String second = transactions().executeWrite(_ -> {
            announce("demo", 1);
            // Elsewhere, with a greater number, and committed before.
            return CompletableFuture.supplyAsync(() -> {
                        announce("herald", 2);
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
    void whatIsFollowedIsReadPageByPage() {
        Outbox outbox = bean(Outbox.class);
        String before = outbox.snapshot();
        announce("demo", 2_500);
        announce("herald", 1);

        assertThat(outbox.between(before, outbox.snapshot()).map(OutboxRecord::id))
                .hasSize(2_501)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions() {
        return bean(TransactionOperations.class);
    }

    private static String site(OutboxRecord announced) {
        return announced.event().site();
    }

    private static void announce(String site, int times) {
        bean(Outbox.class)
                .append(IntStream.range(0, times)
                        .mapToObj(_ -> new OutboxEvent(UUID.randomUUID(), site, "a", "APPROVED", 1, "ada"))
                        .toList());
    }

    private static long last() {
        return Long.parseLong(Postgres.value("SELECT max(id) FROM outbox"));
    }

    private static List<Long> missed(long heard, @Nullable Set<String> sites) {
        return bean(Outbox.class).since(heard, sites).map(OutboxRecord::id).toList();
    }
}
