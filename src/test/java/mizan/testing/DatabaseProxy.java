package mizan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy before the database. While it is down its port refuses connections. */
public final class DatabaseProxy implements AutoCloseable {

    private final int port;
    private final int databasePort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    /** Creates a proxy that is down. */
    public DatabaseProxy(int databasePort) throws IOException {
        this.port = Ports.free();
        this.databasePort = databasePort;
        this.server = new ServerSocket();
    }

    public int port() {
        return port;
    }

    /** Accepts connections from now on. */
    public void up() throws IOException {
        ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        server = listening;
        Thread.ofVirtual().start(() -> accept(listening));
    }

    /** Breaks all connections, and refuses new ones. */
    public void down() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                sockets.add(client);
                sockets.add(database);
                Thread.ofVirtual().start(() -> copy(client, database));
                Thread.ofVirtual().start(() -> copy(database, client));
            }
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            var _ = from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // The other side has closed the connection.
        }
    }

    @Override
    public void close() throws IOException {
        down();
    }
}
