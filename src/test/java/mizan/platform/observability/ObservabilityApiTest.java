package mizan.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.platform.Version;
import mizan.testing.Answer;
import mizan.testing.LogLines;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Metrics, request ids and logs. The replica trusts a proxy on this machine, and writes an access log, and may send mail. */
class ObservabilityApiTest extends ServiceTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static EmbeddedServer replica;

    @BeforeAll
    static void startReplica() {
        replica = replica(Map.of(
                "mizan.trusted-proxies", "127.0.0.1,::1",
                "mizan.access-log", true,
                "mizan.public-origin", "http://localhost",
                "mizan.mail.host", "127.0.0.1",
                "mizan.mail.from", "mizan@gazette.example"));
    }

    @AfterAll
    static void stopReplica() {
        replica.stop();
    }

    @Test
    void operatorsMetricsArePublished() {
        approved(Sample.submission());

        await("the audit trail to be chained")
                .untilAsserted(() -> assertThat(metrics()).contains("mizan_audit_unchained 0.0"));
        assertThat(metrics())
                .contains("mizan_version{java=\"25\",version=\"" + Version.NUMBER + "\"} 1.0")
                .contains("mizan_outbox_lag_seconds ")
                .contains("mizan_event_subscriptions 0.0")
                .contains("mizan_sign_in_throttled_total ")
                .contains("mizan_request_timeouts_total ")
                .contains("mizan_database_failures_total{kind=\"disk_full\"} 0.0")
                .contains("mizan_submission_seconds_bucket{le=\"0.05\"}")
                .contains("mizan_decision_seconds_bucket{le=\"0.05\"}")
                .containsPattern("http_server_requests_seconds_bucket\\{[^}]*le=\"5.0\"[^}]*} ");
    }

    @Test
    void alertsAndDashboardUseMetricsThatAreThere() throws IOException {
        approved(Sample.submission());
        List<String> ofReplica = replica.getApplicationContext().getBean(MeterRegistry.class).getMeters().stream()
                .map(meter -> meter.getId().getName().replace('.', '_'))
                .toList();
        String used = Files.readString(Path.of("k8s/monitoring/alerts.yaml"))
                + Files.readString(Path.of("k8s/monitoring/dashboard.json"));

        assertThat(Pattern.compile("\\b(?:mizan|http|hikaricp|jvm)_[a-z_]+(?=[{\\[) ])")
                        .matcher(used)
                        .results()
                        .map(MatchResult::group)
                        .distinct())
                .hasSizeGreaterThan(20)
                .filteredOn(name -> !metrics().contains("\n" + name) && !ofReplica.contains(name))
                .isEmpty();
    }

    /** Prometheus sets these labels itself, and would rename those of the service. */
    @Test
    void metricsHaveNoLabelsOfPrometheus() {
        assertThat(replica.getApplicationContext().getBean(MeterRegistry.class).getMeters())
                .hasSizeGreaterThan(50)
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .as(meter.getId().getName())
                        .extracting(Tag::getKey)
                        .doesNotContain("job", "instance", "pod", "namespace", "container", "endpoint"));
    }

    @Test
    void clientsCannotMakeNewSeries() {
        // The kinds of requests that may each have one series.
        requestWith("first");
        var _ = metrics();
        List<String> before = series();

        for (int i = 0; i < 20; i++) {
            requestWith("x" + i);
        }

        assertThat(series()).containsExactlyInAnyOrderElementsOf(before);
    }

    private static void requestWith(String text) {
        Stream.of(
                        "/" + text,
                        "/api/v1/" + text,
                        "/api/v1/sites/" + text + "/comments?article=a",
                        "/api/v1/sites/demo/comments?article=" + text,
                        "/api/v1/receipts/" + text,
                        "/assets/" + text,
                        "/console/" + text)
                .forEach(path -> {
                    var _ = get(path, "X-Request-Id", text, "User-Agent", text);
                });
        var _ = send(text.toUpperCase(Locale.ROOT), "/api/v1/me", "");
        var _ = post("/api/v1/tokens", Map.of("username", text, "password", text));
    }

    @Test
    void requestIdIsGeneratedAndInTheLog() {
        List<ILoggingEvent> lines = LogLines.during(Level.INFO, () -> {
            Answer answer = get("/nowhere", "X-Request-Id", "forged-by-a-client");
            assertThat(answer.header("X-Request-Id")).matches(UUID);
        });
        assertThat(lines).noneMatch(line -> line.toString().contains("forged"));
    }

    @Test
    void proxysRequestIdIsAcceptedAndInEveryLine() {
        String path = "/api/v1/receipts/AAAAAAAAAAAAAAAAAAAAAA";
        List<ILoggingEvent> lines = LogLines.during(Level.INFO, () -> {
            Answer answer = fromProxy(path, "edge-0123456789");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("X-Request-Id")).isEqualTo("edge-0123456789");
        });

        assertThat(lines).anySatisfy(line -> {
            assertThat(line.getLoggerName()).isEqualTo("mizan.access");
            assertThat(line.getFormattedMessage())
                    .matches("GET /api/v1/receipts/\\{receipt} 404 \\d+ ms edge-0123456789");
            assertThat(line.getMDCPropertyMap())
                    .containsEntry("request", "edge-0123456789")
                    .containsEntry("trace", "4bf92f3577b34da6a3ce929d0e0e4736");
        });
        assertThat(lines)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("AAAAAAAA") || line.contains("127.0.0.1"));
    }

    @Test
    void requestIdWithOtherCharactersIsReplaced() {
        assertThat(fromProxy("/nowhere", "a b <script>").header("X-Request-Id")).matches(UUID);
    }

    @Test
    void tokensAreNotLoggedAtTrace() {
        String token = admin();
        List<ILoggingEvent> lines = LogLines.during(
                Level.TRACE,
                () -> assertThat(get("/api/v1/moderation/stats", "Authorization", token)
                                .status())
                        .isEqualTo(200));

        assertThat(lines)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(token.substring("Bearer ".length(), 60)));
    }

    private static Answer fromProxy(String path, String id) {
        return sendTo(
                replica.getPort(),
                "GET",
                path,
                new byte[0],
                "X-Request-Id",
                id,
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static List<String> series() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("http_") || line.startsWith("mizan_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private static String metrics() {
        return getManagement("/prometheus").body();
    }
}
