package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import mizan.platform.tracing.Traces;
import mizan.testing.Postgres;
import mizan.testing.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class DatabaseCircuitTest {

    private static final String URL = Postgres.url();

    private final DatabaseCircuit circuit = new DatabaseCircuit();
    private TcpProxy proxy;
    private HikariDataSource pool;
    private DataSource guarded;

    @BeforeEach
    void connect() throws Exception {
        proxy = new TcpProxy(URI.create(URL.substring("jdbc:".length())).getPort());
        proxy.up();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:" + proxy.port() + "/postgres");
        config.setUsername("mizan");
        config.setPassword("mizan");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        pool = new HikariDataSource(config);
        guarded = new GuardedDataSource(pool, circuit, Traces.off());
    }

    @AfterEach
    void close() throws Exception {
        pool.close();
        proxy.close();
    }

    @Test
    void requestsFailAtOnceWhileTheDatabaseIsUnreachable() throws Exception {
        proxy.down();
        // The pool hands out a connection without a check if it was used in the last half second.
        await("the outage to be noticed").ignoreExceptions().until(() -> {
            if (!circuit.isOpen()) {
                use();
            }
            return circuit.isOpen();
        });

        // A request that asks the pool would now hang.
        pool.getHikariConfigMXBean().setConnectionTimeout(Duration.ofMinutes(30).toMillis());
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(this::use).satisfies(thrown -> assertFailure(thrown, DatabaseFailure.UNREACHABLE));
        }

        proxy.up();
        await("the circuit to close").until(() -> !circuit.isOpen());
        use();
    }

    @Test
    void exhaustedPoolIsNoOutage() throws SQLException {
        try (Connection _ = guarded.getConnection()) {
            assertThatThrownBy(this::use).satisfies(thrown -> assertFailure(thrown, DatabaseFailure.POOL_EXHAUSTED));
        }

        assertThat(circuit.isOpen()).isFalse();
        use();
    }

    @Test
    void noRequestGetsAConnectionUntilTheSchemaIsReady() throws SQLException {
        circuit.waitForSchema();
        assertThatThrownBy(this::use).satisfies(thrown -> assertFailure(thrown, DatabaseFailure.NOT_READY));
        // Micronaut and db-scheduler unwrap data sources.
        DataSource unwrapped = guarded.unwrap(DataSource.class);
        assertThatThrownBy(() -> unwrapped.getConnection().close()).isInstanceOf(SQLException.class);

        circuit.schemaIsReady();
        use();
    }

    private void use() throws SQLException {
        try (Connection connection = guarded.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    private static void assertFailure(Throwable thrown, DatabaseFailure failure) {
        assertThat(DatabaseUnavailable.isCauseOf(thrown)).isTrue();
        assertThat(DatabaseFailure.of(thrown)).isEqualTo(failure);
    }
}
