package mizan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.RawHttp;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outages of the database and slow clients. The requests go to a replica with short timeouts. */
class OperationApiTest extends ServiceTest {

    private static final int MANAGEMENT_PORT = Ports.free();

    private static EmbeddedServer impatient;

    @BeforeAll
    static void startReplica() {
        impatient = replica(Map.of(
                "endpoints.all.port",
                MANAGEMENT_PORT,
                "datasources.default.connection-timeout",
                400,
                "datasources.default.validation-timeout",
                250,
                "mizan.request-timeout",
                "400ms"));
    }

    @AfterAll
    static void stopReplica() {
        impatient.stop();
    }

    @Test
    void healthyServiceIsLiveAndReady() {
        assertThat(getManagement("/health/liveness").json().path("status").asText())
                .isEqualTo("UP");
        assertThat(getManagement("/health/readiness").json().path("status").asText())
                .isEqualTo("UP");
    }

    @Test
    void contractMetricsArePublished() {
        submit(Sample.without("body"));
        submitted(Sample.submission());
        approved(Sample.submission());

        // The two values are checked together: one alone may be left from before.
        String[] current = {"mizan_queue_oldest_seconds{site=\"demo\"} 0.02", "mizan_queue_pending{site=\"demo\"} 1.0"};
        await("the queue's gauges to be refreshed")
                .untilAsserted(
                        () -> assertThat(getManagement("/prometheus").body()).contains(current));
        String metrics = getManagement("/prometheus").body();
        assertThat(metrics)
                .contains("mizan_submissions_total{outcome=\"accepted\",site=\"demo\"}")
                .contains("mizan_submissions_total{outcome=\"invalid\",site=\"demo\"}")
                .contains("mizan_queue_pending{site=\"herald\"} 0.0")
                .contains("mizan_decisions_total{site=\"demo\",verdict=\"APPROVE\"}")
                .contains("mizan_decision_seconds_count")
                .contains("http_server_requests_seconds_count")
                .contains("jvm_memory_used_bytes")
                .contains("hikaricp_connections_active");
    }

    @Test
    void serviceRefusesWorkDuringAnOutageAndRecoversWithoutRestart() {
        String id = submitted(Sample.submission());
        String token = admin();
        String[] asked = {"/api/v1/sites/demo/comments?article=a", "/api/v1/sites/demo/counts?article=a"};

        try (PostgresFaults.Outage outage = PostgresFaults.outage()) {
            assertThat(outage.isActive()).isTrue();
            Answer refused = submitToReplica();
            assertThat(refused.problem()).isEqualTo("503 application/problem+json /problems/unavailable");
            assertThat(refused.json().path("instance").asText())
                    .isEqualTo("urn:uuid:" + refused.header("X-Request-Id"));
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            assertThat(approveOnReplica(id, token)).isEqualTo(503);
            for (String path : asked) {
                Answer unread = there("GET", path, "", "Accept-Language", "en");
                assertThat(unread.status()).isEqualTo(503);
                assertThat(unread.body())
                        .as("says nothing about storing")
                        .contains("Please try again")
                        .doesNotContain("saved", "stored");
            }
            for (String page : List.of(
                    "/sites/herald/comments.html?article=a&lang=ar", "/receipts/" + "0".repeat(32), "/console")) {
                Answer unread =
                        there("GET", page, "", "Accept", "text/html", "Accept-Language", "ar", "Authorization", token);
                assertThat(unread.status()).as(page).isEqualTo(503);
                assertThat(unread.body())
                        .as("says nothing about changes")
                        .contains("أعد المحاولة بعد لحظات")
                        .doesNotContain("لم يُحفظ", "لم يتغيّر");
            }
            Answer form = there(
                    "POST",
                    "/sites/demo/comments",
                    "body=kept+text&name=A&email=a%40example.org&article=a",
                    "Content-Type",
                    FORM,
                    "Accept",
                    "text/html");
            assertThat(form.status()).isEqualTo(503);
            assertThat(form.body())
                    .contains("kept text")
                    .contains("لم نتأكد من وصول تعليقك")
                    .doesNotContain("لم يُرسَل");
            assertThat(replicaHealth("liveness")).isEqualTo(200);
            assertThat(replicaHealth("readiness")).isEqualTo(200);
        }

        await("the pool to connect again").until(() -> submitToReplica().status() == 202);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("2");
    }

    @Test
    void hangingDatabaseIsUnavailable() {
        String id = submitted(Sample.submission());
        String token = admin();

        try (PostgresFaults.Lock _ = PostgresFaults.lock("comment")) {
            CompletableFuture<Integer> approved = CompletableFuture.supplyAsync(() -> approveOnReplica(id, token));
            assertThat(submitToReplica().problem()).isEqualTo("503 application/problem+json /problems/unavailable");
            assertThat(approved.join()).isEqualTo(503);
        }

        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'PENDING'"))
                .isEqualTo("1");
        assertThat(decide(id, "approve", Map.of("version", 0), token).status()).isEqualTo(200);
    }

    @Test
    void decisionIsKeptWhenItsResponseCannotBeRead() {
        String id = submitted(Sample.submission());
        String token = admin();

        // Reading a decision takes longer than a statement may.
        Postgres.execute("CREATE POLICY hanging ON decision FOR SELECT USING (pg_sleep(60) IS NULL)");
        Postgres.execute("CREATE POLICY writable ON decision FOR INSERT WITH CHECK (true)");
        Postgres.execute("ALTER TABLE decision ENABLE ROW LEVEL SECURITY");
        try {
            Answer answer = sendDecision(id, token);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().path("detail").asText()).startsWith("It is not known whether this was saved.");
        } finally {
            Postgres.execute("ALTER TABLE decision DISABLE ROW LEVEL SECURITY");
            Postgres.execute("DROP POLICY hanging ON decision");
            Postgres.execute("DROP POLICY writable ON decision");
        }

        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("APPROVED");
        assertThat(approveOnReplica(id, token)).as("repeated decision").isEqualTo(200);
    }

    @Test
    void decisionDoesNotWaitForConcurrentReplies() {
        String id = submitted(Sample.submission());
        String token = admin();

        try (PostgresFaults.Lock _ =
                PostgresFaults.lockWith("SELECT FROM comment WHERE id = '%s' FOR KEY SHARE".formatted(id))) {
            assertThat(approveOnReplica(id, token)).isEqualTo(200);
        }
    }

    @Test
    void searchesThatWaitForALockDoNotStarveDecisions() {
        String id = submitted(Sample.submission());
        String token = admin();

        try (PostgresFaults.Lock lock = PostgresFaults.lock("comment_search")) {
            List<CompletableFuture<Answer>> searches = IntStream.range(0, 32)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> there("GET", "/api/v1/moderation/comments?q=word", "", "Authorization", token)))
                    .toList();
            await("the searches to wait").until(() -> lock.blocks("comment_search"));

            assertThat(approveOnReplica(id, token)).isEqualTo(200);
            assertThat(searches)
                    .allSatisfy(search -> assertThat(search.join().status()).isEqualTo(503));
        }
    }

    @Test
    void statementsOfARequestHaveACommonLimit() {
        try (EmbeddedServer hasty = replica(Map.of("mizan.database-timeout", "1ns"))) {
            Answer refused = sendTo(hasty.getPort(), "GET", "/api/v1/sites/demo/comments?article=a", new byte[0]);

            assertThat(refused.problem()).isEqualTo("503 application/problem+json /problems/unavailable");
            assertThat(hasty.getApplicationContext()
                            .getBean(MeterRegistry.class)
                            .get("mizan.database.failures")
                            .tag("kind", "request_timeout")
                            .counter()
                            .count())
                    .isOne();
        }
    }

    @Test
    void frozenDatabaseIsAnsweredWith503() {
        try (PostgresFaults.Freeze freeze = PostgresFaults.freeze()) {
            assertThat(freeze.backends()).isPositive();
            assertThat(submitToReplica().problem()).isEqualTo("503 application/problem+json /problems/unavailable");
        }

        await("the pool to connect again").until(() -> submitToReplica().status() == 202);
    }

    @Test
    void slowlyArrivingBytesDoNotExtendTheRequestTimeout() throws IOException {
        try (Socket socket = new Socket("localhost", impatient.getPort())) {
            socket.setSoTimeout(50);
            socket.getOutputStream()
                    .write("POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            // The connection is never idle for as long as the idle timeout, but is closed.
            int read = -1;
            for (int drips = 0; read < 0 && drips < 9_000; drips++) {
                socket.getOutputStream().write(' ');
                read = readOrTimeOut(socket);
            }

            assertThat(read).isEqualTo('H');
            socket.setSoTimeout(60_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("TTP/1.1 408 ");
        }
    }

    @Test
    void keepAliveConnectionOutlivesTheRequestTimeout() throws IOException {
        try (Socket socket = new Socket("localhost", impatient.getPort())) {
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream()
                        .write("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                StringBuilder answer = new StringBuilder();
                socket.setSoTimeout(60_000);
                while (!answer.toString().endsWith("}")) {
                    answer.append((char) socket.getInputStream().read());
                }
                assertThat(answer.toString()).startsWith("HTTP/1.1 404 ");
                // Idle for longer than the request timeout.
                socket.setSoTimeout(600);
                assertThat(readOrTimeOut(socket)).isEqualTo(-2);
            }
        }
    }

    private static Answer submitToReplica() {
        return there("POST", "/api/v1/sites/demo/comments", json(Sample.submission()), "Content-Type", JSON);
    }

    private static int approveOnReplica(String id, String token) {
        return sendDecision(id, token).status();
    }

    private static Answer sendDecision(String id, String token) {
        String path = "/api/v1/moderation/comments/" + id + "/approve";
        String[] headers = {"Content-Type", JSON, "Authorization", token, "Accept-Language", "en"};
        return there("POST", path, json(Map.of("version", 0)), headers);
    }

    private static int replicaHealth(String probe) {
        return sendTo(MANAGEMENT_PORT, "GET", "/health/" + probe, new byte[0]).status();
    }

    private static Answer there(String method, String path, String body, String... headers) {
        return sendTo(impatient.getPort(), method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static int readOrTimeOut(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException _) {
            return -2;
        }
    }

    @Test
    void incompleteFormIsAnsweredWithAPage() {
        String page = RawHttp.exchange(
                impatient.getPort(),
                "POST /sites/herald/comments HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nContent-Type: " + FORM
                        + "\r\nContent-Length: 99\r\n\r\nbody=x");

        assertThat(page)
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close")
                .contains("<html lang=\"en\"", "Your comment didn't arrive completely", "Back button");
    }

    @Test
    void incompleteRequestIsEndedByTheTimeout() throws IOException {
        for (String begun :
                List.of("GET /", "POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1234")) {
            try (Socket socket = new Socket("localhost", impatient.getPort())) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));

                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(answer)
                        .startsWith("HTTP/1.1 408 ")
                        .contains("application/problem+json", "/problems/request-timeout");
            }
        }
    }
}
