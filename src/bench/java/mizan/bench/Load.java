package mizan.bench;

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
 * A closed loop of HTTP/1.1 clients: each sends its next request when it has its answer, over one connection that stays
 * open. One thread serves them all, so that the machine is left to what is measured. Every answer is looked at and every
 * latency counted.
 */
final class Load {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final InetSocketAddress server;

    Load(int port) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Lets this many clients ask for so long, and waits for the answers that are on their way then. */
    Measured run(int clients, Duration duration, Script.Cast cast) {
        Histogram latencies = Measured.histogram();
        WrongAnswers wrong = new WrongAnswers();
        List<Exchange> exchanges = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int client = 0; client < clients; client++) {
                exchanges.add(new Exchange(server, selector, cast.of(client), latencies, wrong));
            }
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            for (Exchange exchange : exchanges) {
                exchange.begin(end);
            }
            long giveUp = end + LAST_ANSWERS.toNanos();
            while (exchanges.stream().anyMatch(Exchange::isOpen) && System.nanoTime() < giveUp) {
                selector.select(Load::go, LAST_ANSWERS.toMillis());
            }
            long nanos = System.nanoTime() - start;
            for (Exchange exchange : exchanges) {
                exchange.close();
            }
            return new Measured(latencies, wrong.count(), nanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void go(SelectionKey key) {
        ((Exchange) key.attachment()).go(key);
    }
}
