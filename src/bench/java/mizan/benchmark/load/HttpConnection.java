package mizan.benchmark.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/** The connection of one client: it writes a request, reads the response, and repeats until the end of the round. */
final class HttpConnection {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_INDEX = 9;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Client client;
    private final Histogram latencies;
    private final ErrorLog errors;

    private SocketChannel channel;
    private ByteBuffer request = ByteBuffer.allocate(0);
    private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    /** The index of the first byte of the body; 0 until the header section is complete. */
    private int bodyStart;

    private int bodyLength;
    private long sent;
    private long end;

    HttpConnection(InetSocketAddress server, Selector selector, Client client, Histogram latencies, ErrorLog errors)
            throws IOException {
        this.server = server;
        this.selector = selector;
        this.client = client;
        this.latencies = latencies;
        this.errors = errors;
        this.channel = connect();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel connected = SocketChannel.open(server);
        connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected.configureBlocking(false);
        connected.register(selector, SelectionKey.OP_READ, this);
        return connected;
    }

    void start(long until) throws IOException {
        end = until;
        send();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Closes the connection. An outstanding response counts as an error. */
    void close() throws IOException {
        if (channel.isOpen()) {
            errors.addMissing("too late");
            channel.close();
        }
    }

    void handle(SelectionKey key) {
        try {
            if (key.isWritable()) {
                write();
            }
            if (channel.isOpen() && key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            errors.addMissing(e.getMessage());
            reconnect();
        }
    }

    private void send() throws IOException {
        request = client.next();
        buffer.clear();
        bodyStart = 0;
        sent = System.nanoTime();
        write();
    }

    private void write() throws IOException {
        channel.write(request);
        SelectionKey key = channel.keyFor(selector);
        int interest = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    private void read() throws IOException {
        if (channel.read(buffer) < 0) {
            throw new IOException("closed");
        }
        if (bodyStart == 0 && !readHeaders()) {
            return;
        }
        if (buffer.position() >= bodyStart + bodyLength) {
            completeResponse();
        } else if (!buffer.hasRemaining()) {
            grow();
        }
    }

    private boolean readHeaders() {
        int line = 0;
        int length = 0;
        for (int i = 0; i + 1 < buffer.position(); i++) {
            if (buffer.get(i) == '\r' && buffer.get(i + 1) == '\n') {
                if (i == line) {
                    bodyStart = i + 2;
                    bodyLength = length;
                    return true;
                }
                if (isContentLength(line)) {
                    length = number(line + CONTENT_LENGTH.length, i);
                }
                line = i + 2;
            }
        }
        return false;
    }

    private boolean isContentLength(int from) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if ((buffer.get(from + i) | ' ') != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            byte digit = buffer.get(i);
            if (digit != ' ') {
                number = number * 10 + digit - '0';
            }
        }
        return number;
    }

    private void completeResponse() throws IOException {
        long now = System.nanoTime();
        int status = number(STATUS_INDEX, STATUS_INDEX + 3);
        Response response = new Response(status, buffer.slice(bodyStart, bodyLength));
        if (!client.isExpected(response)) {
            errors.add(response);
        } else if (client.isMeasured()) {
            latencies.recordValue(now - sent);
        }
        if (now < end || client.mustContinue()) {
            send();
        } else {
            channel.close();
        }
    }

    private void grow() {
        buffer.flip();
        buffer = ByteBuffer.allocateDirect(2 * buffer.capacity()).put(buffer);
    }

    private void reconnect() {
        try {
            channel.close();
            if (System.nanoTime() < end) {
                channel = connect();
                send();
            }
        } catch (IOException e) {
            throw new IllegalStateException("The server does not accept connections", e);
        }
    }
}
