package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that PostgreSQL has rolled back because of a conflict is repeated once. */
class ConflictRetryTest extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001"})
    void transactionIsRepeatedOnce(String sqlState) {
        AtomicInteger attempts = new AtomicInteger();

        transactions().executeWrite(_ -> {
            execute("INSERT INTO article (site, key) VALUES ('demo', 'a%d')".formatted(attempts.incrementAndGet()));
            if (attempts.get() == 1) {
                fail(sqlState);
            }
            return attempts.get();
        });

        assertThat(attempts).hasValue(2);
        assertThat(Postgres.value("SELECT string_agg(key, ',') FROM article")).isEqualTo("a2");
    }

    @Test
    void conflictThatRemainsIsReportedAsUnavailable() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> transactions().executeWrite(_ -> {
                    attempts.incrementAndGet();
                    fail("40P01");
                    return 0;
                }))
                .satisfies(thrown ->
                        assertThat(DatabaseUnavailable.isCauseOf(thrown)).isTrue());
        assertThat(attempts).hasValue(2);
    }

    @Test
    void otherFailuresAreNotRepeated() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> transactions().executeWrite(_ -> {
                    attempts.incrementAndGet();
                    fail("23505");
                    return 0;
                }))
                .isNotNull();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void submissionSurvivesADeadlock() {
        CompletableFuture<Answer> submitted;
        try (PostgresFaults.Lock other = PostgresFaults.lockWith(
                "SET LOCAL deadlock_timeout = '1min'; LOCK TABLE comment_search IN ACCESS EXCLUSIVE MODE")) {
            submitted = CompletableFuture.supplyAsync(() -> submit(Sample.submission()));
            await("the submission to wait").until(() -> other.blocks("WITH proposed"));
            // The submission has locked the table comment already: PostgreSQL ends it after a second.
            other.execute("LOCK TABLE comment IN ACCESS EXCLUSIVE MODE");
        }

        assertThat(submitted.join().status()).isEqualTo(202);
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions() {
        return bean(TransactionOperations.class);
    }

    private static void execute(String sql) {
        var _ = bean(JdbcOperations.class).prepareStatement(sql, PreparedStatement::execute);
    }

    private static void fail(String sqlState) {
        execute("DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '%s'; END $$".formatted(sqlState));
    }
}
