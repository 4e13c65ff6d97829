package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ReconnectingDataSourceTest {

    private static final Connection CONNECTION = stub(Connection.class);

    private final CountDownLatch attempts = new CountDownLatch(8);
    private volatile boolean isDatabaseDown = true;
    private volatile String state = "08001";

    private final ReconnectingDataSource dataSource = new ReconnectingDataSource((DataSource) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> {
                attempts.countDown();
                if (isDatabaseDown) {
                    throw new SQLException("refused", state);
                }
                return CONNECTION;
            }));

    @Test
    void firstFailuresAreReportedAndLaterOnesRetried() throws Exception {
        failSixTimes();

        CompletableFuture<Connection> connection = connectInBackground();
        assertThat(attempts.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(connection).isNotDone();
        isDatabaseDown = false;

        assertThat(connection.join()).isSameAs(CONNECTION);
    }

    @Test
    void failuresAreReportedAgainAfterAConnection() throws SQLException {
        failSixTimes();
        isDatabaseDown = false;
        assertThat(dataSource.getConnection()).isSameAs(CONNECTION);
        isDatabaseDown = true;

        failSixTimes();
    }

    @Test
    void anotherReasonIsReportedAtOnce() {
        failSixTimes();
        state = "28P01";

        assertThatThrownBy(dataSource::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void closedPoolEndsTheRetries() {
        failSixTimes();

        Thread.currentThread().interrupt(); // as HikariCP does

        assertThatThrownBy(dataSource::getConnection).hasMessage("refused");
        assertThat(Thread.interrupted()).isTrue();
    }

    private void failSixTimes() {
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(dataSource::getConnection).hasMessage("refused");
        }
    }

    private CompletableFuture<Connection> connectInBackground() {
        CompletableFuture<Connection> connection = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                connection.complete(dataSource.getConnection());
            } catch (SQLException e) {
                connection.completeExceptionally(e);
            }
        });
        return connection;
    }

    private static <T> T stub(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> {
            throw new UnsupportedOperationException();
        }));
    }
}
