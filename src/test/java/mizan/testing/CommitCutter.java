package mizan.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A proxy before the database that breaks the connection during a commit. */
public final class CommitCutter implements AutoCloseable {

    /** When the connection breaks. */
    public enum Cut {
        NEVER,
        /** The database does not get the statement. */
        BEFORE_COMMIT,
        /** The database commits, and its answer is lost. */
        AFTER_COMMIT
    }

    /** ReadyForQuery outside a transaction: the last message of the database after a commit. */
    private static final String READY = "Z\0\0\0\5I";

    private final ServerSocket server;
    private final int databasePort;
    private final AtomicReference<@Nullable Planned> next = new AtomicReference<>();

    public CommitCutter(int databasePort) throws IOException {
        this.databasePort = databasePort;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /**
     * Cuts the next commit of a statement.
     *
     * @param statement a part of its text. If the connection breaks after the commit, the statement must commit by itself
     */
    public void cutNext(String statement, Cut cut) {
        next.set(new Planned(statement, cut));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
                Thread.ofVirtual().start(() -> forward(client, database, cut));
                Thread.ofVirtual().start(() -> answer(client, database, cut));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void forward(Socket client, Socket database, AtomicReference<Cut> cut) {
        byte[] buffer = new byte[65_536];
        try (client;
                database;
                InputStream in = client.getInputStream();
                OutputStream out = database.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                @Nullable Planned planned = next.get();
                if (planned != null
                        && latin1(buffer, read).contains(planned.statement())
                        && next.compareAndSet(planned, null)) {
                    cut.set(planned.cut());
                }
                if (cut.get() == Cut.BEFORE_COMMIT) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException _) {
            // The other direction has closed the connection.
        }
    }

    private static void answer(Socket client, Socket database, AtomicReference<Cut> cut) {
        byte[] buffer = new byte[65_536];
        try (client;
                database;
                InputStream in = database.getInputStream();
                OutputStream out = client.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (cut.get() == Cut.AFTER_COMMIT) {
                    if (latin1(buffer, read).contains(READY)) {
                        return;
                    }
                } else {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException _) {
            // The other direction has closed the connection.
        }
    }

    private static String latin1(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    private record Planned(String statement, Cut cut) {}

    @Override
    public void close() throws IOException {
        server.close();
    }
}
