package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mizan.testing.TcpProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database is away, hangs, or refuses. The service stays ready, answers in time, and recovers without a restart. */
@Tag("faults")
class DatabaseFaultsTest extends FaultTest {

    private static final Duration FAULT = Duration.ofSeconds(30);

    /** A request waits for the database for 4 s in total, plus its last statement (socket 4 s), plus a reserve. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int MAX_CONNECTIONS = 200;

    private static final String OF_THE_SERVICE = "usename = 'mizan' AND application_name <> 'taken'";

    @Test
    void databaseThatIsDown() {
        during("database down 30 s", database()::stopImmediately, database()::start);
    }

    @Test
    void databaseThatHangs() {
        during("database hung 30 s (SIGSTOP)", database()::suspend, database()::resume);
    }

    @Test
    void lockedTable() throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            during(
                    "tables locked 30 s, so that the pool is exhausted",
                    () -> execute(statement, "LOCK TABLE comment, decision, article IN ACCESS EXCLUSIVE MODE"),
                    () -> execute(statement, "ROLLBACK"));
        }
    }

    @Test
    void databaseWithoutFreeConnections() {
        List<Connection> taken = new ArrayList<>();
        during(
                "no free connections 30 s",
                () -> await("all connections to be taken").until(() -> take(taken)),
                () -> taken.forEach(DatabaseFaultsTest::close));
    }

    @Test
    void slowDatabase() throws IOException {
        TcpProxy link = startProxy(database().port());
        ServiceProcess service = startService(Map.of("DATASOURCES_DEFAULT_URL", DatabaseServer.url(link.port())));
        Load load = startLoad(service.uri(), 8);
        load.awaitAccepted(20);

        link.delayRequests(Duration.ofMillis(200), Duration.ofSeconds(2));
        hold(FAULT);
        boolean isReady = service.isReady();
        link.delayNothing();
        Duration recovery = load.awaitAccepted(1);

        finish("database slow 30 s, each statement 0.2 to 2 s late", load, recovery);
        assertThat(isReady).isTrue();
        assertThat(load.ledger().slowest()).isLessThan(DEADLINE);
        assertThat(recovery).isLessThan(RECOVERY);
    }

    private void during(String name, Runnable begin, Runnable end) {
        ServiceProcess service = startService();
        Load load = startLoad(service.uri(), 8);
        load.awaitAccepted(20);

        begin.run();
        hold(FAULT);
        long refused = load.ledger().failedCount();
        boolean isReady = service.isReady();
        end.run();
        Duration recovery = load.awaitAccepted(1);

        finish(name, load, recovery);
        assertThat(refused).isPositive();
        assertThat(isReady).isTrue();
        assertThat(load.ledger().slowest()).isLessThan(DEADLINE);
        assertThat(recovery).isLessThan(RECOVERY);
    }

    /** Takes all connections but those of the superuser. Returns whether the service has none. */
    private boolean take(List<Connection> taken) {
        database().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + OF_THE_SERVICE);
        try {
            while (taken.size() < MAX_CONNECTIONS) {
                taken.add(DriverManager.getConnection(database().url() + "?ApplicationName=taken", "mizan", "mizan"));
            }
        } catch (SQLException _) {
            // There are no more.
        }
        return database()
                .value("SELECT count(*) FROM pg_stat_activity WHERE " + OF_THE_SERVICE)
                .equals("0");
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
