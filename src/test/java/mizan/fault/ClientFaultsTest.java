package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that are slow, stop in the middle, or break their connections, beside ordinary ones. */
@Tag("faults")
class ClientFaultsTest extends FaultTest {

    private static final int SLOW_CLIENTS = 1_000;
    private static final Duration ATTACK = Duration.ofSeconds(30);

    @Test
    void slowClientsDoNotDisturbOthers() throws IOException {
        ServiceProcess service = startService();
        Load load = startLoad(service.uri(), 8);
        load.awaitAccepted(100);
        long threads = service.metric("jvm_threads_live_threads");
        long memory = service.residentMemory();
        List<SocketChannel> slow = new ArrayList<>();
        try {
            long end = System.nanoTime() + ATTACK.toNanos();
            while (System.nanoTime() < end) {
                for (int i = 0; i < SLOW_CLIENTS; i++) {
                    if (i == slow.size()) {
                        slow.add(slowClient(service, i));
                    } else if (!goesOn(slow.get(i))) {
                        slow.set(i, slowClient(service, i));
                    }
                }
                hold(Duration.ofMillis(500));
            }
        } finally {
            for (SocketChannel client : slow) {
                client.close();
            }
        }
        load.awaitAccepted(1);

        finish("1,000 slow clients 30 s", load, Duration.ZERO);
        assertThat(load.ledger().failedCount()).isZero();
        await("the threads to end").until(() -> service.metric("jvm_threads_live_threads") <= threads + 8);
        print("1,000 slow clients: threads %d before, %d after; resident %d MiB before, %d MiB after"
                .formatted(threads, service.metric("jvm_threads_live_threads"), memory, service.residentMemory()));
    }

    /** A client that sends its head or its body slowly, or does not read. */
    private static SocketChannel slowClient(ServiceProcess service, int number) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
        client.connect(new InetSocketAddress("localhost", service.port()));
        client.configureBlocking(false);
        String begin = switch (number % 3) {
            case 0 -> "GET /embed.js HTTP/1.1\r\nHost: a\r\nX-Slow: ";
            case 1 ->
                "POST /api/v1/sites/gazette/comments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
            default -> "GET /openapi.yml HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3);
        };
        client.write(ascii(begin));
        return client;
    }

    private static boolean goesOn(SocketChannel client) {
        try {
            client.write(ascii(" "));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void brokenConnectionsLoseNothing() throws IOException {
        ServiceProcess service = startService();
        Load load = startLoad(service.uri(), 8);
        load.awaitAccepted(20);
        long threads = service.metric("jvm_threads_live_threads");

        for (int i = 0; i < 200; i++) {
            try (Socket reset = connect(service)) {
                String request = submission("reset " + i);
                reset.getOutputStream()
                        .write(request.substring(0, request.length() - i % 40).getBytes(StandardCharsets.US_ASCII));
                reset.setSoLinger(true, 0);
            }
        }
        for (int i = 0; i < 50; i++) {
            try (Socket halfClosed = connect(service)) {
                halfClosed
                        .getOutputStream()
                        .write(submission("half closed " + i).getBytes(StandardCharsets.US_ASCII));
                halfClosed.shutdownOutput();
                // The service may close the connection without a response, as most do. The comment is stored once, or
                // not at all.
                assertThat(received(halfClosed)).matches("(?s)|HTTP/1.1 202 .*");
            }
        }
        for (int i = 0; i < 50; i++) {
            try (Socket pipelined = connect(service)) {
                StringBuilder requests = new StringBuilder();
                for (int j = 0; j < 8; j++) {
                    requests.append(submission("pipelined " + i + " " + j));
                }
                requests.append("GET /problems/not-found HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                pipelined.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
                assertThat(Pattern.compile("HTTP/1.1 202 ")
                                .matcher(received(pipelined))
                                .results())
                        .hasSize(8);
            }
        }
        assertThat(database().value("SELECT count(*) FROM comment WHERE body LIKE 'pipelined %'"))
                .isEqualTo("400");

        finish("200 reset, 50 half-closed and 50 pipelining connections", load, Duration.ZERO);
        assertThat(load.ledger().failedCount()).isZero();
        await("the threads to end").until(() -> service.metric("jvm_threads_live_threads") <= threads + 8);
    }

    private static Socket connect(ServiceProcess service) throws IOException {
        Socket socket = new Socket("localhost", service.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String received(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String submission(String text) {
        String body = """
                {"name":"Layla","email":"layla@example.org","body":"%s","article":"a"}""".formatted(text);
        return "POST /api/v1/sites/gazette/comments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
