package mizan.platform.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mizan.testing.StubServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import mizan.platform.outbound.OutboundRequest.Limits;
import mizan.platform.outbound.OutboundResult.Failed;
import mizan.platform.outbound.OutboundResult.Reason;
import mizan.platform.outbound.OutboundResult.Response;
import mizan.platform.tracing.Traces;
import mizan.testing.MutableClock;
import mizan.testing.StubServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to real servers on this machine, most of which do not behave. */
class OutboundHttpTest {

    private static final Limits LONG = new Limits(Duration.ofMinutes(1), 1_000);
    private static final Limits SHORT = new Limits(Duration.ofMillis(300), 1_000);

    private final MutableClock clock = new MutableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void responseOfAnyStatusIsReturned() throws Exception {
        try (StubServer server = new StubServer((_, out) ->
                send(out, "HTTP/1.1 422 Unprocessable\r\nContent-Length: 2\r\nContent-Encoding: gzip\r\n\r\n{}"))) {
            OutboundResult result = http("127.0.0.1").post(request(server.url("/a?b=c"), LONG), "test");

            assertThat(result).isInstanceOfSatisfying(Response.class, response -> {
                assertThat(response.status()).isEqualTo(422);
                assertThat(new String(response.body(), UTF_8)).isEqualTo("{}");
            });
            assertThat(server.received()).singleElement().satisfies(received -> {
                assertThat(received.line()).isEqualTo("POST /a?b=c HTTP/1.1");
                assertThat(received.body()).isEqualTo("{\"id\":1}");
                assertThat(received.header("content-type")).isEqualTo("application/json");
                assertThat(received.header("x-key")).isEqualTo("value");
                assertThat(received.header("user-agent")).isEqualTo("Mizan");
                assertThat(received.headers()).doesNotContainKeys("accept-encoding", "upgrade", "cookie");
            });
            assertThat(meters.get("mizan.outbound")
                            .tags("purpose", "test", "outcome", "status-4xx")
                            .timer()
                            .count())
                    .isOne();
        }
    }

    @Test
    void serverThatNeverRespondsIsGivenUp() throws Exception {
        try (StubServer server = new StubServer((_, _) -> new CountDownLatch(1).await())) {
            assertThat(http("127.0.0.1").post(request(server.url("/"), SHORT), "test"))
                    .isEqualTo(new Failed(Reason.TIMED_OUT));
        }
    }

    @Test
    void serverThatNeverAgreesOnTlsIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(http("127.0.0.1")
                            .post(request("https://127.0.0.1:" + server.getLocalPort() + "/", SHORT), "test"))
                    .isEqualTo(new Failed(Reason.TIMED_OUT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void responseThatDripsIsGivenUp(String start) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (StubServer server = new StubServer((_, out) -> {
            send(out, start);
            while (true) {
                send(out, start.contains("100") ? start : "x");
                var _ = never.await(20, TimeUnit.MILLISECONDS);
            }
        })) {
            assertThat(http("127.0.0.1").post(request(server.url("/"), SHORT), "test"))
                    .isIn(new Failed(Reason.TIMED_OUT), new Failed(Reason.BROKEN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9000000000", "Transfer-Encoding: chunked"})
    void endlessBodyIsCutOff(String header) throws Exception {
        String piece = header.contains("chunked") ? "400\r\n" + "x".repeat(1_024) + "\r\n" : "x".repeat(1_024);
        try (StubServer server = new StubServer((_, out) -> {
            send(out, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
            while (true) {
                send(out, piece);
            }
        })) {
            OutboundHttp http = http("127.0.0.1");

            assertThat(http.post(request(server.url("/"), LONG), "test")).isEqualTo(new Failed(Reason.TOO_LARGE));
            assertThat(http.post(request(server.url("/"), new Limits(Duration.ofMinutes(1), 0)), "test"))
                    .as("the body is not read")
                    .isInstanceOfSatisfying(
                            Response.class,
                            response -> assertThat(response.status()).isEqualTo(200));
        }
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        try (StubServer secret = new StubServer(StubServer.status(200));
                StubServer server = new StubServer((_, out) -> send(
                        out, "HTTP/1.1 307 Moved\r\nLocation: " + secret.url("/") + "\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(http("127.0.0.1").post(request(server.url("/"), LONG), "test"))
                    .isInstanceOfSatisfying(
                            Response.class,
                            response -> assertThat(response.status()).isEqualTo(307));
            assertThat(secret.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "2130706433"})
    void addressOfThisMachineIsRefused(String host) throws Exception {
        try (StubServer server = new StubServer(StubServer.status(200))) {
            assertThat(http("other.example").post(request("https://" + host + ":" + server.port() + "/", LONG), "test"))
                    .isEqualTo(new Failed(Reason.ADDRESS_REFUSED));
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void httpNeedsAListedHost() throws Exception {
        try (StubServer server = new StubServer(StubServer.status(204))) {
            assertThat(http("10.0.0.0/8").post(request(server.url("/"), LONG), "test"))
                    .isEqualTo(new Failed(Reason.NOT_ENCRYPTED));
            assertThat(http("127.0.0.0/8").post(request(server.url("/"), LONG), "test"))
                    .isInstanceOf(Response.class);
            assertThat(http("localhost").post(request("http://localhost:" + server.port() + "/", LONG), "test"))
                    .isInstanceOf(Response.class);
        }
    }

    @Test
    void addressThatWasCheckedIsTheOneConnectedTo() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        CheckedResolver.Lookup rebinding =
                host -> InetAddress.getAllByName(lookups.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1");
        try (StubServer server = new StubServer(StubServer.status(200))) {
            OutboundHttp http = http(rebinding, SSLContext.getDefault(), "10.0.0.0/8");
            String url = "https://rebinding.example:" + server.port() + "/";

            assertThat(http.post(request(url, SHORT), "test")).isInstanceOf(Failed.class);
            assertThat(lookups).as("one lookup for each request").hasValue(1);
            assertThat(http.post(request(url, LONG), "test")).isEqualTo(new Failed(Reason.ADDRESS_REFUSED));
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void certificateIsCheckedForTheHostOfTheUrl() throws Exception {
        SelfSigned tls = SelfSigned.create("receiver.example");
        try (StubServer server = new StubServer(tls.sockets(), StubServer.status(200))) {
            OutboundHttp trusting = http(host -> InetAddress.getAllByName("127.0.0.1"), tls.context(), "127.0.0.0/8");

            assertThat(trusting.post(request("https://receiver.example:" + server.port() + "/", LONG), "test"))
                    .isInstanceOf(Response.class);
            assertThat(server.received())
                    .singleElement()
                    .satisfies(received ->
                            assertThat(received.header("host")).isEqualTo("receiver.example:" + server.port()));
            assertThat(trusting.post(request("https://other.example:" + server.port() + "/", LONG), "test"))
                    .isEqualTo(new Failed(Reason.TLS_FAILED));
            assertThat(http("127.0.0.1").post(request("https://127.0.0.1:" + server.port() + "/", LONG), "test"))
                    .as("nobody trusts this certificate")
                    .isEqualTo(new Failed(Reason.TLS_FAILED));
        }
    }

    @Test
    void failureToConnectIsNamed() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(http("127.0.0.1").post(request("http://127.0.0.1:" + port + "/", LONG), "test"))
                .isEqualTo(new Failed(Reason.NOT_CONNECTED));
        assertThat(http("none.invalid").post(request("http://none.invalid/", LONG), "test"))
                .isEqualTo(new Failed(Reason.UNKNOWN_HOST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", ""})
    void responseThatIsNotHttpIsNamed(String response) throws Exception {
        try (StubServer server = new StubServer((_, out) -> send(out, response))) {
            assertThat(http("127.0.0.1").post(request(server.url("/"), LONG), "test"))
                    .isEqualTo(new Failed(Reason.BROKEN));
        }
    }

    @Test
    void failingTargetIsLeftAloneForAWhile() throws Exception {
        AtomicInteger status = new AtomicInteger(500);
        try (StubServer server =
                new StubServer((request, out) -> StubServer.status(status.get()).respond(request, out))) {
            OutboundHttp http = http("127.0.0.1");
            for (int i = 0; i < 5; i++) {
                assertThat(http.post(request(server.url("/"), LONG), "test")).isInstanceOf(Response.class);
            }

            assertThat(http.post(request(server.url("/"), LONG), "test")).isEqualTo(new Failed(Reason.CIRCUIT_OPEN));
            assertThat(server.received()).hasSize(5);

            status.set(200);
            clock.advance(Duration.ofSeconds(31));
            assertThat(http.post(request(server.url("/"), LONG), "test")).isInstanceOf(Response.class);
            assertThat(http.post(request(server.url("/"), LONG), "test")).isInstanceOf(Response.class);
        }
    }

    private OutboundHttp http(String allowed) throws NoSuchAlgorithmException {
        return http(InetAddress::getAllByName, SSLContext.getDefault(), allowed);
    }

    private OutboundHttp http(CheckedResolver.Lookup lookup, SSLContext tls, String allowed) {
        OutboundAddresses addresses = new OutboundAddresses(List.of(allowed));
        return new OutboundHttp(
                addresses,
                ApacheClient.create(new CheckedResolver(addresses, lookup), tls),
                Traces.off(),
                meters,
                clock);
    }

    private static OutboundRequest request(String url, Limits limits) throws IOException {
        return new OutboundRequest(
                OutboundUrl.parse(url).orElseThrow(() -> new IOException(url)),
                Map.of("X-Key", "value"),
                "{\"id\":1}".getBytes(UTF_8),
                limits);
    }
}
