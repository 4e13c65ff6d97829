package mizan.testing;

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
import java.util.function.Supplier;

/**
 * A TCP proxy before a server on this machine. While it is down its port refuses connections. It can delay what it
 * forwards.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BACKLOG = 50;
    private static final int BUFFER_SIZE = 64 * 1_024;

    private final int port;
    private final int serverPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private volatile Delay requestDelay = Delay.NONE;
    private volatile Delay responseDelay = Delay.NONE;

    /** Creates a proxy that is down. */
    public TcpProxy(int serverPort) throws IOException {
        this.port = Ports.free();
        this.serverPort = serverPort;
        this.listener = new ServerSocket();
    }

    public int port() {
        return port;
    }

    /** Accepts connections from now on. */
    public void up() throws IOException {
        ServerSocket listening = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        listener = listening;
        Thread.ofVirtual().start(() -> accept(listening));
    }

    /** Breaks all connections, and refuses new ones. */
    public void down() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Delays what clients send, each time by a random duration. */
    public void delayRequests(Duration shortest, Duration longest) {
        requestDelay = new Delay(shortest, longest);
    }

    /** Delays what the server sends, each time by a random duration. */
    public void delayResponses(Duration shortest, Duration longest) {
        responseDelay = new Delay(shortest, longest);
    }

    /** Ends the delays. */
    public void delayNothing() {
        requestDelay = Delay.NONE;
        responseDelay = Delay.NONE;
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> copy(client, server, () -> requestDelay));
                Thread.ofVirtual().start(() -> copy(server, client, () -> responseDelay));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void copy(Socket from, Socket to, Supplier<Delay> delay) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                delay.get().pass();
                out.write(buffer, 0, length);
            }
        } catch (IOException _) {
            // The other side has closed the connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        down();
    }

    private record Delay(Duration shortest, Duration longest) {

        static final Delay NONE = new Delay(Duration.ZERO, Duration.ZERO);

        void pass() throws InterruptedException {
            if (!longest.isZero()) {
                Thread.sleep(
                        Duration.ofNanos(ThreadLocalRandom.current().nextLong(shortest.toNanos(), longest.toNanos())));
            }
        }
    }
}
