package mizan.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;

/** An HTTP server of another system, on the loopback address. A test writes its responses byte by byte. */
public final class StubServer implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();

    public StubServer(Handler handler) {
        this(ServerSocketFactory.getDefault(), handler);
    }

    public StubServer(ServerSocketFactory sockets, Handler handler) {
        this.handler = handler;
        try {
            server = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Responds to a request. The connection is closed afterwards. */
    @FunctionalInterface
    public interface Handler {

        void respond(Received request, OutputStream out) throws IOException, InterruptedException;
    }

    /** A handler that sends a status without a body. */
    public static Handler status(int status) {
        return (_, out) ->
                send(out, "HTTP/1.1 " + status + " Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    public static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /**
     * A request.
     *
     * @param headers the header fields, by their names in lower case
     * @param body each byte of Protocol Buffers is a character (ISO 8859-1)
     */
    public record Received(String line, Map<String, String> headers, String body) {

        public String header(String name) {
            String value = headers.get(name);
            if (value == null) {
                throw new AssertionError("No header field " + name + " in " + headers.keySet());
            }
            return value;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The URL of a path, with the address of this machine. */
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The requests so far. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Received request = read(socket.getInputStream());
            received.add(request);
            handler.respond(request, socket.getOutputStream());
        } catch (IOException _) {
            // The client has closed the connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static Received read(InputStream in) throws IOException {
        String line = readLine(in);
        Map<String, String> headers = new TreeMap<>();
        for (String field = readLine(in); !field.isEmpty(); field = readLine(in)) {
            int colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(ROOT),
                    field.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        boolean isText = !"application/x-protobuf".equals(headers.get("content-type"));
        return new Received(line, headers, new String(in.readNBytes(length), isText ? UTF_8 : ISO_8859_1));
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The request is not complete");
            }
            line.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
        return line.toString().strip();
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
}
