package mizan.platform.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static mizan.testing.StubServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import mizan.testing.AddressTraces;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import mizan.testing.StubServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Replicas send their spans to a collector on this machine. The service of the tests sends none. */
class TracesApiTest extends ServiceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE_PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static StubServer collector;
    private static EmbeddedServer behindProxy;
    private static EmbeddedServer reachedByClients;

    @BeforeAll
    static void start() {
        collector = new StubServer(status(200));
        behindProxy = tracedReplica(Map.of("mizan.trusted-proxies", "127.0.0.1,::1", "mizan.access-log", true));
        reachedByClients = tracedReplica(Map.of());
    }

    @AfterAll
    static void stop() {
        behindProxy.stop();
        reachedByClients.stop();
        collector.close();
    }

    private static EmbeddedServer tracedReplica(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("otel.exporter.otlp.endpoint", collector.url(""));
        all.put("otel.bsp.schedule.delay", 20);
        return replica(all);
    }

    @Test
    void spansOfRequestsAndStatementsHaveNoPersonalData() {
        String token = admin();
        Map<String, Object> submission = Sample.submission("email", "zaynab.traced@traces.example.org");
        Answer accepted = sendTo(
                behindProxy.getPort(),
                "POST",
                "/api/v1/sites/demo/comments?utm=query-of-a-reader",
                json(submission).getBytes(UTF_8),
                "Content-Type",
                JSON,
                "User-Agent",
                "agent-of-a-reader",
                "X-Forwarded-For",
                "198.51.100.77");
        assertThat(accepted.status()).isEqualTo(202);
        String receipt = accepted.json().path("receipt").asText();
        String id = accepted.json().path("id").asText();
        var _ = sendTo(behindProxy.getPort(), "GET", "/api/v1/receipts/" + receipt, new byte[0]);
        var _ = sendTo(
                behindProxy.getPort(),
                "GET",
                "/api/v1/moderation/comments?q=word-of-a-search",
                new byte[0],
                "Authorization",
                token);
        var _ = sendTo(behindProxy.getPort(), "GET", "/nowhere/path-of-a-reader", new byte[0]);

        await().until(() -> Stream.of(
                        "POST /api/v1/sites/{site}/comments",
                        "GET /api/v1/receipts/{receipt}",
                        "GET /api/v1/moderation/comments",
                        "INSERT INTO comment ")
                .allMatch(sent()::contains));
        assertThat(sent()).contains("service.name", "mizan", "http.response.status_code");
        assertThat(new AddressTraces("zaynab.traced@traces.example.org").in(sent()))
                .isEmpty();
        assertThat(sent())
                .doesNotContain(
                        bytes(String.valueOf(submission.get("name"))),
                        bytes(String.valueOf(submission.get("body"))),
                        receipt,
                        id,
                        token.substring("Bearer ".length()),
                        "query-of-a-reader",
                        "agent-of-a-reader",
                        "word-of-a-search",
                        "path-of-a-reader",
                        "198.51.100.77",
                        "127.0.0.1",
                        "user_agent",
                        "client.address");
    }

    @Test
    void traceIsContinuedFromTrustedProxiesOnly() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("mizan.access");
        logger.addAppender(log);
        Level level = logger.getLevel();
        logger.setLevel(Level.INFO);
        try {
            var _ = request(reachedByClients, "/api/v1/receipts/client");
            await().until(() -> sent().contains("GET /api/v1/receipts/{receipt}"));
            assertThat(sent()).doesNotContain(bytesOf(TRACE));

            var _ = request(behindProxy, "/api/v1/me");

            await().until(() -> sent().contains(bytesOf(TRACE)));
            assertThat(sent()).doesNotContain("state-of-a-client");
            assertThat(log.list)
                    .anySatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry("trace", TRACE));
            var _ = sendTo(behindProxy.getPort(), "GET", "/api/v1/me", new byte[0]);
            assertThat(log.list)
                    .last()
                    .satisfies(line -> assertThat(line.getMDCPropertyMap().get("trace"))
                            .matches("[0-9a-f]{32}")
                            .isNotEqualTo(TRACE));
        } finally {
            logger.setLevel(level);
            logger.detachAppender(log);
        }
    }

    @Test
    void deliveriesAreSpans() {
        String answer = behindProxy
                .getApplicationContext()
                .getBean(Traces.class)
                .trace("POST webhook", () -> "result", _ -> "success");

        assertThat(answer).isEqualTo("result");
        await().until(() -> sent().contains("POST webhook") && sent().contains("mizan.outcome"));
    }

    @Test
    void managementPortHasNoSpans() {
        var _ = sendTo(
                behindProxy.getApplicationContext().getRequiredProperty("endpoints.all.port", Integer.class),
                "GET",
                "/health/liveness",
                new byte[0]);
        var _ = sendTo(behindProxy.getPort(), "GET", "/privacy", new byte[0]);

        await().until(() -> sent().contains("GET /privacy"));
        assertThat(sent()).doesNotContain("/health");
    }

    @Test
    void tracesAreOffByDefault() throws Exception {
        Traces traces = bean(Traces.class);

        assertThat(traces.startRequest("GET", TRACE_PARENT)).isEmpty();
        assertThat(traces.traceStatement("SELECT 1", () -> 1)).isOne();
        assertThat(traces.trace("POST webhook", () -> 1, _ -> "success")).isOne();
    }

    @Test
    void serviceWorksWithoutTheCollector() {
        EmbeddedServer alone = replica(Map.of("otel.exporter.otlp.endpoint", "http://127.0.0.1:1"));
        assertThat(sendTo(alone.getPort(), "GET", "/privacy", new byte[0]).status())
                .isEqualTo(200);
        alone.stop();
    }

    private static Answer request(EmbeddedServer replica, String path) {
        return sendTo(
                replica.getPort(),
                "GET",
                path,
                new byte[0],
                "traceparent",
                TRACE_PARENT,
                "tracestate",
                "vendor=state-of-a-client");
    }

    /** Everything that was sent, one character for each byte. */
    private static String sent() {
        return collector.received().stream().map(StubServer.Received::body).collect(joining());
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String bytesOf(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }
}
