package mizan.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A closed loop of HTTP/1.1 clients. Each client sends its next request after the response to the last one, over one
 * persistent connection. One thread runs all clients, so that the server has the rest of the machine. Every response is
 * checked, and every latency is recorded.
 */
public final class HttpClientLoop {

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

    private final InetSocketAddress server;

    public HttpClientLoop(int port) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Runs the clients for this long, then waits for the outstanding responses. */
    public Measurement run(int clients, Duration duration, Client.Factory factory) {
        Histogram latencies = Measurement.histogram();
        ErrorLog errors = new ErrorLog();
        List<HttpConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int client = 0; client < clients; client++) {
                connections.add(new HttpConnection(server, selector, factory.create(client), latencies, errors));
            }
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            for (HttpConnection connection : connections) {
                connection.start(end);
            }
            long deadline = end + DRAIN_TIMEOUT.toNanos();
            while (connections.stream().anyMatch(HttpConnection::isOpen) && System.nanoTime() < deadline) {
                selector.select(HttpClientLoop::handle, DRAIN_TIMEOUT.toMillis());
            }
            long nanos = System.nanoTime() - start;
            for (HttpConnection connection : connections) {
                connection.close();
            }
            return new Measurement(latencies, errors.count(), nanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void handle(SelectionKey key) {
        ((HttpConnection) key.attachment()).handle(key);
    }
}
