package mizan.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A TCP proxy to a server on this machine. It delays what either side sends. */
final class SlowLink implements AutoCloseable {

    private static final int BACKLOG = 50;
    private static final int BUFFER_SIZE = 64 * 1_024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Delay requests = Delay.NONE;
    private volatile Delay responses = Delay.NONE;

    private SlowLink(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    /** @param target the port of the server */
    static SlowLink start(int target) {
        try {
            return new SlowLink(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Delays each request to the server. */
    void delayRequests(Duration shortest, Duration longest) {
        requests = new Delay(shortest, longest);
    }

    /** Delays each response of the server. */
    void delayResponses(Duration shortest, Duration longest) {
        responses = new Delay(shortest, longest);
    }

    void delayNothing() {
        requests = Delay.NONE;
        responses = Delay.NONE;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                Socket connection = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(connection);
                client.setTcpNoDelay(true);
                connection.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> forward(client, connection, Direction.REQUESTS));
                Thread.ofVirtual().start(() -> forward(connection, client, Direction.RESPONSES));
            } catch (IOException _) {
                // The proxy is closed, or the server is away: the client's connection is closed at the end.
            }
        }
    }

    private void forward(Socket from, Socket to, Direction direction) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                Delay delay = direction == Direction.REQUESTS ? requests : responses;
                delay.pass();
                out.write(buffer, 0, length);
            }
        } catch (IOException _) {
            // One of the two has closed its connection.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Direction {
        REQUESTS,
        RESPONSES
    }

    private record Delay(Duration shortest, Duration longest) {

        static final Delay NONE = new Delay(Duration.ZERO, Duration.ZERO);

        void pass() {
            if (!longest.isZero()) {
                FaultTest.hold(
                        Duration.ofNanos(ThreadLocalRandom.current().nextLong(shortest.toNanos(), longest.toNanos())));
            }
        }
    }
}
