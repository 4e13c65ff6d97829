package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts replicas with a database of their own, which does not fit or is not there. */
class SchemaStartupTest extends CommandTest {

    private final int managementPort = Ports.free();
    private final String url = Postgres.url().replaceFirst("/[^/]*$", "/another");

    @BeforeEach
    void createDatabase() {
        Postgres.execute("CREATE DATABASE another");
        use(url);
    }

    @AfterEach
    void dropDatabase() {
        Postgres.execute("DROP DATABASE another WITH (FORCE)");
    }

    @Test
    void replicaThatDoesNotMigrateWaitsForTheCommand() {
        try (EmbeddedServer replica = start(url, false)) {
            assertThat(problem()).isEqualTo("the database has no tables yet: run mizan migrate");
            assertThat(submitTo(replica).problem()).isEqualTo("503 application/problem+json /problems/unavailable");

            assertThat(run(0, "migrate")).matches("The schema has version \\d+; migrations run: [1-9]\\d*\n");

            awaitReady();
            assertThat(submitTo(replica).status()).isEqualTo(202);
            assertThat(run(0, "migrate")).endsWith("; migrations run: 0\n");
        }
    }

    @Test
    void schemaThatDoesNotFitIsNamed() throws SQLException {
        String version = run(0, "migrate").replaceAll("\\D*(\\d+);.*\n", "$1");
        inAnother("UPDATE flyway_schema_history SET success = false WHERE version = '%s'".formatted(version));
        assertProblem("migration " + version + " has failed: restore the database or repair it by hand");

        inAnother("UPDATE flyway_schema_history SET success = true, checksum = 1 WHERE version = '%s'"
                .formatted(version));
        assertProblem("migration " + version + " of the database is not the one of this version");

        inAnother("DELETE FROM flyway_schema_history WHERE version = '%s'".formatted(version));
        assertThat(problemAtStart())
                .matches("the schema has version \\d+, and this version of the service needs " + version
                        + ": run mizan migrate");
    }

    @Test
    void missingGrantIsNamed() throws SQLException {
        var _ = run(0, "migrate");
        inAnother("REVOKE INSERT ON decision FROM mizan");

        assertProblem(
                "the service's role lacks INSERT on decision: run mizan migrate with DATASOURCES_DEFAULT_USERNAME");
    }

    @Test
    void newerSchemaIsNamedAndServed() throws SQLException {
        var _ = run(0, "migrate");
        inAnother("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                       installed_by, installed_on, execution_time, success)
                VALUES (1000, '999', 'later', 'SQL', 'V999__later.sql', 1, 'postgres', now(), 1, true)
                """);

        try (EmbeddedServer replica = start(url, true)) {
            assertThat(submitTo(replica).status()).isEqualTo(202);
            assertThat(schema().at("/details/newerVersion").asText()).isEqualTo("999");
        }
    }

    @Test
    void databaseThatComesLateIsAwaited() throws Exception {
        try (TcpProxy proxy =
                        new TcpProxy(URI.create(url.substring("jdbc:".length())).getPort());
                EmbeddedServer replica = start("jdbc:postgresql://localhost:" + proxy.port() + "/another", true)) {
            assertThat(problem()).isEqualTo("the database is unreachable");
            assertThat(sendTo(managementPort, "GET", "/health/liveness", new byte[0])
                            .status())
                    .isEqualTo(200);
            assertThat(submitTo(replica).problem()).isEqualTo("503 application/problem+json /problems/unavailable");

            proxy.up();

            awaitReady();
            assertThat(submitTo(replica).status()).isEqualTo(202);
        }
    }

    @Test
    void migrateNeedsTheDatabaseOnly() {
        settings.put("mizan.secrets-dir", "none");
        settings.remove("mizan.public-origin");
        settings.remove("mizan.sites.gazette.origins");
        assertThat(run(0, "migrate")).contains("migrations run: ");

        settings.put("datasources.default.url", "http://localhost");
        settings.put("flyway.enabled", "perhaps");
        assertThat(run(2, "migrate")).isEqualTo("""
                Invalid settings:
                  flyway.enabled (FLYWAY_ENABLED): "perhaps" is not true or false
                  datasources.default.url (DATASOURCES_DEFAULT_URL): its value is not a JDBC URL such as jdbc:postgresql://host:5432/mizan
                """);
    }

    @Test
    void migrateWaitsAsLongAsItIsTold() {
        use("jdbc:postgresql://localhost:" + Ports.free() + "/another");

        assertThat(run(1, "migrate", "--wait", "PT2S"))
                .isEqualTo("Waiting: the database is unreachable (SQLSTATE 08001)\nThe database is unreachable\n");
    }

    private void assertProblem(String problem) {
        assertThat(problemAtStart()).isEqualTo(problem);
    }

    private String problemAtStart() {
        try (EmbeddedServer _ = start(url, false)) {
            return problem();
        }
    }

    private EmbeddedServer start(String database, boolean isMigrating) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("endpoints.all.port", managementPort);
        properties.put("datasources.default.url", database);
        properties.put("datasources.default.connection-timeout", 400);
        properties.put("datasources.default.validation-timeout", 250);
        properties.put("flyway.datasources.migration.url", database);
        properties.put("flyway.enabled", isMigrating);
        return replica(properties);
    }

    private void use(String database) {
        settings.put("datasources.default.url", database);
        settings.put("flyway.datasources.migration.url", database);
    }

    private void awaitReady() {
        await("the service to be ready")
                .until(() -> sendTo(managementPort, "GET", "/health/readiness", new byte[0])
                                .status()
                        == 200);
    }

    private String problem() {
        return schema().at("/details/problem").asText();
    }

    private JsonNode schema() {
        return sendTo(managementPort, "GET", "/health/readiness", new byte[0])
                .json()
                .at("/details/schema");
    }

    private static Answer submitTo(EmbeddedServer replica) {
        return sendTo(
                replica.getPort(),
                "POST",
                "/api/v1/sites/demo/comments",
                json(Sample.submission()).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON);
    }

    private void inAnother(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
