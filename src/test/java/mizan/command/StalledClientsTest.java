package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that send requests and never read the responses, against a process with the options of the image. */
class StalledClientsTest extends ProcessTest {

    private static final int CLIENTS = 200;
    private static final int REQUESTS = 60;
    private static final Duration ATTACK = Duration.ofSeconds(8);

    /** {@code timeoutSeconds} and {@code failureThreshold} of the liveness probe in the Deployment. */
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

    private static final int FAILURE_THRESHOLD = 3;

    /** Less direct memory than one chunk of Netty's allocator, in bytes. */
    private static final int TOO_LITTLE = 100_000;

    @Test
    void probesAreAnsweredWhileClientsDoNotRead() throws Exception {
        Process process = run(
                List.of("@" + Path.of("src/main/jvm.options").toAbsolutePath(), "-Xms102m", "-Xmx102m"), environment());
        awaitReady(process);
        List<SocketChannel> clients = new ArrayList<>();
        try {
            for (String path : List.of(
                    "/openapi.yml", "/embed.js", "/api/v1/sites/gazette/comments?article=a", "/assets/embed.css")) {
                for (int i = 0; i < CLIENTS / 4; i++) {
                    clients.add(stalledClient(path));
                }
            }
            long end = System.nanoTime() + ATTACK.toNanos();
            int failures = 0;
            while (System.nanoTime() < end) {
                failures = isAlive() ? 0 : failures + 1;
                assertThat(failures).isLessThan(FAILURE_THRESHOLD);
                assertThat(get(port, "/embed.js").statusCode()).isEqualTo(200);
            }
        } finally {
            close(clients);
        }
        assertThat(process.isAlive()).isTrue();
        assertThat(output(process)).doesNotContain("direct memory", "direct buffer", "OutOfMemory");
    }

    @Test
    void exhaustedDirectMemoryEndsTheProcess() throws Exception {
        Process process = run(
                List.of(
                        "@" + Path.of("src/main/jvm.options").toAbsolutePath(),
                        "-Xms102m",
                        "-Xmx102m",
                        "-Dio.netty.maxDirectMemory=" + TOO_LITTLE),
                environment());

        await("the end of the process")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> !process.isAlive() || get(port, "/embed.js").statusCode() == 0);

        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(output(process)).contains("The process ends: ");
    }

    private boolean isAlive() {
        try {
            return send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/health/liveness"))
                                    .timeout(PROBE_TIMEOUT)
                                    .build())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(production());
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        environment.put("ENDPOINTS_ALL_PORT", Integer.toString(managementPort));
        return environment;
    }

    private static void close(List<SocketChannel> clients) throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    private SocketChannel stalledClient(String path) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 4_096);
        client.connect(new InetSocketAddress("localhost", port));
        client.configureBlocking(false);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        client.write(ByteBuffer.wrap(request.repeat(REQUESTS).getBytes(StandardCharsets.US_ASCII)));
        return client;
    }
}
