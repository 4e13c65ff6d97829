package mizan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import mizan.email.Keysets;
import mizan.moderator.token.TokenKey;
import mizan.outbox.OutboxListener;
import mizan.platform.SecretFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/**
 * Base of tests over HTTP with one running service and PostgreSQL for all tests. All rows are deleted after each test.
 */
@Tag("integration")
public abstract class ServiceTest {

    protected static final String JSON = "application/json";
    protected static final String FORM = "application/x-www-form-urlencoded";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MANAGEMENT_PORT = Ports.free();
    private static final Path SECRETS = secrets();
    private static final ApiDescription DESCRIPTION = new ApiDescription();
    private static final EmbeddedServer SERVER = start(MANAGEMENT_PORT, longTimeouts());

    static {
        PostgresFaults.afterOutage(ServiceTest::replaceConnections);
    }

    protected static <T> T bean(Class<T> type) {
        return SERVER.getApplicationContext().getBean(type);
    }

    /** The number of submissions or decisions that are queued for a group commit. */
    protected static int pendingCommits(String of) {
        return (int) bean(MeterRegistry.class)
                .get("mizan.group.commit.pending")
                .tag("group", of)
                .gauge()
                .value();
    }

    protected static <T> Collection<T> beans(Class<T> type) {
        return SERVER.getApplicationContext().getBeansOfType(type);
    }

    protected static int port() {
        return SERVER.getPort();
    }

    /** @param headers alternating names and values */
    protected static Answer send(String method, String path, byte[] body, String... headers) {
        return sendTo(SERVER.getPort(), method, path, body, headers);
    }

    protected static Answer send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    protected static Answer get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    /** Sends a GET request to the management port. */
    protected static Answer getManagement(String path) {
        return sendTo(MANAGEMENT_PORT, "GET", path, new byte[0]);
    }

    /** Posts JSON. */
    protected static Answer post(String path, Object json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = JSON;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("POST", path, json(json), all);
    }

    /** Submits a comment to the demo site. The clock advances first, so that submissions have different times. */
    protected static Answer submit(Map<String, ?> submission, String... headers) {
        return submitTo("demo", submission, headers);
    }

    private static Answer submitTo(String site, Map<String, ?> submission, String... headers) {
        bean(MutableClock.class).advance(Duration.ofMillis(10));
        return post("/api/v1/sites/" + site + "/comments", submission, headers);
    }

    /** Submits a valid comment and returns its id. */
    protected static String submitted(Map<String, ?> submission) {
        return idOf(submit(submission));
    }

    /** Submits a valid comment, approves it, and returns its id. */
    protected static String approved(Map<String, ?> submission) {
        return approved("demo", submission);
    }

    /** Submits a valid comment to a site, approves it, and returns its id. */
    protected static String approved(String site, Map<String, ?> submission) {
        String id = idOf(submitTo(site, submission));
        decide(id, "approve", Map.of("version", 0), admin());
        return id;
    }

    private static String idOf(Answer answer) {
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
        return answer.json().path("id").asText();
    }

    protected static Answer decide(String id, String verdict, Map<String, ?> request, String token) {
        bean(MutableClock.class).advance(Duration.ofMillis(10));
        return post("/api/v1/moderation/comments/" + id + "/" + verdict, request, "Authorization", token);
    }

    /** The Authorization header of an account with all roles. The account is created if it does not exist. */
    protected static String admin() {
        return moderator("grace", "MODERATOR,ADMIN,PRIVACY", "");
    }

    /** The Authorization header of an account. The account is created if it does not exist. */
    protected static String moderator(String name, String roles, String sites) {
        Postgres.execute("""
                INSERT INTO moderator (name, password_hash, roles, sites, created_at)
                VALUES ('%s', '$argon2id$none', '{%s}', '{%s}', now())
                    ON CONFLICT (name) DO NOTHING
                """.formatted(name, roles, sites));
        return "Bearer " + tokenOf(SERVER, name);
    }

    /** A token that a replica has signed. */
    protected static String tokenOf(EmbeddedServer replica, String account) {
        return replica.getApplicationContext()
                .getBean(TokenGenerator.class)
                .generateToken(Authentication.build(account), 3600)
                .orElseThrow();
    }

    protected static String json(Object value) {
        try {
            return value instanceof String text ? text : MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static {
        // Deletes the first moderator, which every start creates.
        Postgres.deleteRows();
    }

    @AfterEach
    protected void deleteRows() {
        Postgres.deleteRows();
        // There was no event for the deletion, so caches are invalidated as after a lost connection.
        SERVER.getApplicationContext().getBeansOfType(OutboxListener.class).forEach(listener -> {
            listener.onDisconnected();
            listener.onConnected();
        });
        // Rate limits expire.
        bean(MutableClock.class).advance(Duration.ofHours(1));
        // Tokens expire by the system clock. After it, every event stream would end at once.
        assertThat(bean(MutableClock.class).instant())
                .as("a test that advances the clock by months must take that back")
                .isBefore(Instant.now());
    }

    protected static Answer sendTo(int port, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (method.equals("GET") && body.length == 0) {
            request.GET(); // like browsers, without Content-Length: 0
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            DESCRIPTION.verify(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // The pool trusts connections that were used within the last half second, although an outage has closed them.
    private static void replaceConnections() {
        try {
            bean(DataSource.class)
                    .unwrap(HikariDataSource.class)
                    .getHikariPoolMXBean()
                    .softEvictConnections();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts another replica with the same database and secrets, and with other settings. */
    protected static EmbeddedServer replica(Map<String, Object> settings) {
        return start(Ports.free(), settings);
    }

    // Long timeouts, so that tests pass on a slow machine. Replicas have the default timeouts.
    private static Map<String, Object> longTimeouts() {
        return Map.of(
                "mizan.database-timeout",
                "5m",
                "datasources.default.url",
                Postgres.configuration().get("datasources.default.url") + "?socketTimeout=90",
                "datasources.default.connection-timeout",
                60_000,
                "datasources.default.connection-init-sql",
                "SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'");
    }

    private static Path secrets() {
        try {
            Path secrets = Files.createTempDirectory("mizan-secrets");
            Keysets.createIfMissing(new SecretFiles(secrets));
            TokenKey.create(new SecretFiles(secrets));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedServer start(int managementPort, Map<String, Object> settings) {
        Map<String, Object> properties = new HashMap<>(Postgres.configuration());
        int port = Ports.free();
        properties.put("micronaut.server.port", port);
        properties.put("endpoints.all.port", managementPort);
        properties.put("mizan.secrets-dir", SECRETS.toString());
        properties.put("mizan.backlog-interval", "100ms");
        properties.put("mizan.audit-chain-interval", "100ms");
        properties.put("mizan.shutdown-delay", "0s");
        properties.put("mizan.webhook.interval", "1h"); // events are sent only when a test looks for them
        properties.put("mizan.outbound-allowed", "127.0.0.1"); // the receivers of tests
        properties.put("mizan.job-poll-interval", "1h"); // a job runs only when a test runs it
        properties.put("mizan.sites.demo.language", "ar");
        properties.put("mizan.demo", true);
        properties.put("mizan.sites.demo.origins", "https://demo.example,http://localhost:" + port);
        properties.put("mizan.sites.gazette.title", "الجريدة");
        properties.put("mizan.sites.gazette.language", "ar-u-nu-latn");
        properties.put("mizan.sites.gazette.origins", NewsSite.ORIGIN);
        properties.put("mizan.sites.gazette.time-zone", "Pacific/Kiritimati");
        properties.put("mizan.sites.gazette.privacy-notice", "https://gazette.example/privacy");
        properties.put("mizan.sites.herald.language", "en");
        properties.put("mizan.sites.herald.rules-url", "https://herald.example/rules");
        properties.put("mizan.sites.herald.contact-url", "https://herald.example/complaints");
        properties.put("mizan.sites.herald.house-rules.off-topic", "Rule 4: Write about the article.");
        properties.put("mizan.sites.herald.retention.approved", "P24M");
        properties.put("mizan.sites.herald.origins", "https://herald.example,https://www.herald.example:8443");
        properties.putAll(settings);
        return ApplicationContext.run(EmbeddedServer.class, properties);
    }

    /** A page of the moderation queue, as an ADMIN sees it. */
    protected static Answer queue(String query) {
        return get("/api/v1/moderation/comments?" + query, "Authorization", admin());
    }
}
