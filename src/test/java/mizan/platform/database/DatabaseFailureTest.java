package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.concurrent.CompletionException;
import mizan.testing.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            08001, UNREACHABLE
            08006, UNREACHABLE
            57P01, UNREACHABLE
            57P03, UNREACHABLE
            53300, TOO_MANY_CONNECTIONS
            53100, DISK_FULL
            53200, OUT_OF_RESOURCES
            55P03, LOCK_TIMEOUT
            57014, STATEMENT_TIMEOUT
            40001, CONFLICT
            40P01, CONFLICT
            25006, READ_ONLY
            28P01, REFUSED
            MZ001, NOT_READY
            MZ002, REQUEST_TIMEOUT
            """)
    void reasonFollowsFromTheState(String state, DatabaseFailure failure) {
        assertThat(DatabaseFailure.of(new CompletionException(new SQLException("", state))))
                .isEqualTo(failure);
    }

    @Test
    void queuesOfTheServiceHaveReasonsOfTheirOwn() {
        assertThat(DatabaseFailure.of(new SQLTransientConnectionException("no connection")))
                .isEqualTo(DatabaseFailure.POOL_EXHAUSTED);
        assertThat(DatabaseFailure.of(new SQLTransientException("queue is full")))
                .isEqualTo(DatabaseFailure.OVERLOADED);
        assertThat(DatabaseFailure.of(new SQLException("lost"))).isEqualTo(DatabaseFailure.UNREACHABLE);
    }

    @Test
    void eachReasonIsLoggedOnceAndCounted() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DatabaseFailureLog failures = new DatabaseFailureLog(meters);
        List<ILoggingEvent> lines = LogLines.during(Level.WARN, () -> {
            for (int i = 0; i < 3; i++) {
                failures.record(new SQLException("", "53100"));
                failures.record(new SQLException("a secret row", "55P03"));
            }
        });

        assertThat(lines)
                .filteredOn(line -> line.getLoggerName().equals(DatabaseFailureLog.class.getName()))
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Requests are answered with 503: the disk of the database is full (SQLSTATE 53100)",
                        "Requests are answered with 503: a lock was held for too long (SQLSTATE 55P03)");
        assertThat(meters.get("mizan.database.failures")
                        .tag("kind", "disk_full")
                        .counter()
                        .count())
                .isEqualTo(3);
    }
}
