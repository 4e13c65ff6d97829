package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.testing.EventStream;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import org.junit.jupiter.api.Test;

/** The process of the service: start, kill and stop. */
class ServeCommandTest extends ProcessTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String COMMENT = """
            {"name":"ليلى","email":"layla@example.org","body":"نص","article":"a"}""";

    @Test
    void acceptedCommentsSurviveAKilledProcess() throws Exception {
        Process first = start(Map.of());
        awaitReady(first);
        String password = password(output(first));
        // A form opened under one loopback address may be sent to, and redirected to, the other one.
        assertThat(get(port, "/").headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("form-action 'self' http://localhost:" + port + " http://127.0.0.1:" + port);
        HttpResponse<String> accepted = post("/api/v1/sites/demo/comments", COMMENT);
        assertThat(accepted.statusCode()).isEqualTo(202);

        first.destroyForcibly().waitFor();
        Process second = start(Map.of());
        awaitReady(second);

        String receipt = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(get(port, receipt).body()).contains("\"status\":\"PENDING\"");
        assertThat(post("/api/v1/tokens", "{\"username\":\"moderator\",\"password\":\"" + password + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(output(second)).as("a password is shown once").doesNotContain(password, "password");
        assertThat(folder.resolve("data/secrets")).isDirectory();
        try (Stream<Path> secrets = Files.list(folder.resolve("data/secrets"))) {
            assertThat(secrets)
                    .hasSize(6)
                    .allSatisfy(
                            secret -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                                    .isEqualTo("rw-------"));
        }
        assertThat(Files.readString(folder.resolve("data/postgresql/pg_hba.conf")))
                .doesNotContain("trust");
        second.destroy();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void secondProcessCannotUseTheSameData() throws Exception {
        Process first = start(Map.of("MIZAN_FIRST_MODERATOR_PASSWORD", "open sesame open sesame"));
        awaitReady(first);

        Process second = start(Map.of(
                "MICRONAUT_SERVER_PORT", Integer.toString(Ports.free()),
                "ENDPOINTS_ALL_PORT", Integer.toString(Ports.free())));

        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isNotZero();
        assertThat(output(second)).contains("Another process uses " + folder.resolve("data"));
        assertThat(get(managementPort, "/health/readiness").statusCode()).isEqualTo(200);
        assertThat(output(first)).doesNotContain("open sesame");
    }

    @Test
    void productionDoesNotStartWithoutSecrets() throws Exception {
        Process nothing = start(Map.of("MICRONAUT_ENVIRONMENTS", "production"));
        nothing.waitFor();

        String noKey =
                "  mizan.secrets-dir (MIZAN_SECRETS_DIR): no key in data/secrets/%s: create it with the command keys data/secrets";
        assertThat(nothing.exitValue()).isEqualTo(2);
        assertThat(output(nothing).lines())
                .contains(
                        "Invalid settings:",
                        noKey.formatted("email-keyset.json"),
                        noKey.formatted("fingerprint-keyset.json"),
                        noKey.formatted("token-key"),
                        "  mizan.public-origin (MIZAN_PUBLIC_ORIGIN): it is required: the service's address, such as https://comments.example",
                        "  datasources.default.url (DATASOURCES_DEFAULT_URL): it is required: the database, such as jdbc:postgresql://host:5432/mizan");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void misspeltEnvironmentAndSettingsStopTheStart() throws Exception {
        Process misspelt = start(Map.of("MICRONAUT_ENVIRONMENTS", "prod", "MIZAN_AUDIT_CHAIN_INTERVAL", "x"));
        misspelt.waitFor();

        assertThat(misspelt.exitValue()).isEqualTo(2);
        assertThat(output(misspelt)).isEqualTo("""
                Invalid settings:
                  mizan.audit-chain-interval (MIZAN_AUDIT_CHAIN_INTERVAL): "x" is not a duration from 10ms to 1h
                  micronaut.environments (MICRONAUT_ENVIRONMENTS): "prod" is not production or development
                """);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void startFailuresArePrintedInOneLine() throws Exception {
        Map<String, String> environment = production();
        try (ServerSocket occupied = new ServerSocket(0)) {
            environment.put("MICRONAUT_SERVER_PORT", Integer.toString(occupied.getLocalPort()));
            assertThat(failure(environment))
                    .isEqualTo("A port is in use, or its address is not one of this machine: set MICRONAUT_SERVER_PORT,"
                            + " ENDPOINTS_ALL_PORT or MICRONAUT_SERVER_HOST");
        }
        environment.remove("MICRONAUT_SERVER_PORT");
        environment.put("FLYWAY_DATASOURCES_MIGRATION_PASSWORD", "wrong");
        environment.put("FLYWAY_DATASOURCES_MIGRATION_USER", "nobody");
        environment.computeIfPresent("DATASOURCES_DEFAULT_URL", (_, url) -> url.replaceFirst("/[^/]*$", "/none"));
        assertThat(failure(environment))
                .isIn(
                        "The database refuses the role or its password: check"
                                + " DATASOURCES_DEFAULT_USERNAME and DATASOURCES_DEFAULT_PASSWORD, and those of"
                                + " FLYWAY_DATASOURCES_MIGRATION",
                        "The database does not exist: check DATASOURCES_DEFAULT_URL");
    }

    /** Starts the service, which fails, and returns the only line that is not the framework's. */
    private String failure(Map<String, String> environment) throws Exception {
        Process process = start(environment);
        process.waitFor();
        assertThat(process.exitValue()).isEqualTo(1);
        // The framework logs which port is in use.
        assertThat(output(process).lines().filter(line -> !line.contains("NettyHttpServer")))
                .hasSize(1);
        return output(process).lines().reduce((_, last) -> last).orElseThrow();
    }

    @Test
    void productionLogsJsonAndServesNoDemo() throws Exception {
        Map<String, String> environment = production();
        environment.put("MIZAN_TRUSTED_PROXY", "10.0.0.0/8");
        Process process = start(environment);
        awaitReady(process);

        HttpResponse<String> accepted = post("/api/v1/sites/gazette/comments", COMMENT);
        HttpResponse<String> demo = post("/api/v1/sites/demo/comments", COMMENT);

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(demo.statusCode()).isEqualTo(404);
        assertThat(get(port, "/").statusCode()).isEqualTo(404);
        assertThat(post("/api/v1/tokens", "{\"username\":\"moderator\",\"password\":\"open sesame open sesame\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(output(process).lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"timestamp\":") && line.endsWith("}"));
        assertThat(output(process))
                .contains("There are no such settings, so they are ignored: MIZAN_TRUSTED_PROXY\"")
                .doesNotContain("sesame", "layla", "ليلى");
    }

    @Test
    void stoppingProcessFinishesRunningRequests() throws Exception {
        Map<String, String> environment = production();
        // Long timeouts, because a slow machine may take long to begin the shutdown.
        environment.put("DATASOURCES_DEFAULT_CONNECTION_INIT_SQL", "SET statement_timeout = '60s'");
        environment.put("MICRONAUT_LIFECYCLE_GRACEFUL_SHUTDOWN_GRACE_PERIOD", "60s");
        environment.put("MIZAN_SHUTDOWN_DELAY", "0s");
        environment.computeIfPresent("DATASOURCES_DEFAULT_URL", (_, url) -> url + "?socketTimeout=60");
        Process process = start(environment);
        awaitReady(process);

        CompletableFuture<HttpResponse<String>> running;
        try (PostgresFaults.Lock lock = PostgresFaults.lock("comment")) {
            running = CompletableFuture.supplyAsync(() -> post("/api/v1/sites/gazette/comments", COMMENT));
            await("the comment to wait for the table").until(() -> lock.blocks("WITH proposed AS MATERIALIZED"));
            process.destroy();
            await("nothing more to be accepted").until(() -> !accepts(port));
            assertThat(get(managementPort, "/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get(managementPort, "/health/liveness").statusCode()).isEqualTo(200);
        }

        assertThat(running.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void stoppingProcessAcceptsRequestsUntilProxiesHaveNoticed() throws Exception {
        Map<String, String> environment = production();
        environment.put("MIZAN_SHUTDOWN_DELAY", "60s");
        Process process = start(environment);
        awaitReady(process);
        String token = "Bearer "
                + JSON.readTree(post(
                                        "/api/v1/tokens",
                                        "{\"username\":\"moderator\",\"password\":\"open sesame open sesame\"}")
                                .body())
                        .path("accessToken")
                        .asText();

        try (EventStream events = EventStream.open(port, "/api/v1/moderation/events", "Authorization", token)) {
            assertThat(events.await("queue", _ -> true)).containsEntry("retry", "2000");
            process.destroy();
            await("readiness to be false")
                    .until(() -> get(managementPort, "/health/readiness").statusCode() == 503);
            await("the stream to end").until(events::isClosed);
        }
        HttpResponse<String> accepted = post("/api/v1/sites/gazette/comments", COMMENT);

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().allValues("Connection")).containsExactly("close");
        // From the cache too.
        for (int i = 0; i < 2; i++) {
            assertThat(get(port, "/api/v1/sites/gazette/comments?article=a")
                            .headers()
                            .allValues("Connection"))
                    .containsExactly("close");
        }
        process.destroyForcibly();
    }

    @Test
    void keysCommandCreatesKeysAndOverwritesNone() throws Exception {
        Path keys = folder.resolve("keys");

        Commands commands = new Commands(
                Map.of(
                        "micronaut.environments", "production",
                        "datasources.default.url", "jdbc:postgresql://localhost:1/none",
                        "mizan.secrets-dir", keys.toString()),
                "");

        assertThat(commands.run(0, "keys", keys.toString())).isEmpty();
        String before = Files.readString(keys.resolve("token-key"));
        assertThat(commands.run(0, "keys", keys.toString())).isEmpty();
        Files.writeString(keys.resolve("email-keyset.json"), "placeholder");

        Process broken = start(Map.of(
                "MICRONAUT_ENVIRONMENTS", "production",
                "DATASOURCES_DEFAULT_URL", "jdbc:postgresql://localhost:1/none",
                "MIZAN_SECRETS_DIR", keys.toString()));
        broken.waitFor();
        assertThat(broken.exitValue()).isEqualTo(2);
        assertThat(output(broken))
                .contains("  mizan.secrets-dir (MIZAN_SECRETS_DIR): no key in " + keys.resolve("email-keyset.json")
                        + ": create it with the command keys " + keys + "\n");
        assertThat(Files.readString(keys.resolve("token-key"))).isEqualTo(before);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static String password(String output) {
        Matcher matcher =
                Pattern.compile("password +(\\S+) +\\(shown this once\\)").matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return matcher.group(1);
    }
}
