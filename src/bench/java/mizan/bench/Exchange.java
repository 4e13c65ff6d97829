package mizan.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/** One client's connection: writes a request, reads the answer, and again until the time is over. */
final class Exchange {

    private static final int FIRST_BUFFER = 64 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Script script;
    private final Histogram latencies;
    private final WrongAnswers wrong;

    private SocketChannel channel;
    private ByteBuffer request = ByteBuffer.allocate(0);
    private ByteBuffer in = ByteBuffer.allocateDirect(FIRST_BUFFER);
    /** Where the body begins; 0 while the header section is not whole. */
    private int bodyAt;

    private int bodyLength;
    private long sent;
    private long end;

    Exchange(InetSocketAddress server, Selector selector, Script script, Histogram latencies, WrongAnswers wrong)
            throws IOException {
        this.server = server;
        this.selector = selector;
        this.script = script;
        this.latencies = latencies;
        this.wrong = wrong;
        this.channel = connect();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel connected = SocketChannel.open(server);
        connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected.configureBlocking(false);
        connected.register(selector, SelectionKey.OP_READ, this);
        return connected;
    }

    void begin(long until) throws IOException {
        end = until;
        send();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Ends it; an answer that has not come by now is a wrong one. */
    void close() throws IOException {
        if (channel.isOpen()) {
            wrong.none("too late");
            channel.close();
        }
    }

    void go(SelectionKey key) {
        try {
            if (key.isWritable()) {
                write();
            }
            if (channel.isOpen() && key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            wrong.none(e.getMessage());
            startOver();
        }
    }

    private void send() throws IOException {
        request = script.next();
        in.clear();
        bodyAt = 0;
        sent = System.nanoTime();
        write();
    }

    private void write() throws IOException {
        channel.write(request);
        SelectionKey key = channel.keyFor(selector);
        int wanted = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("closed");
        }
        if (bodyAt == 0 && !readHead()) {
            return;
        }
        if (in.position() >= bodyAt + bodyLength) {
            answered();
        } else if (!in.hasRemaining()) {
            grow();
        }
    }

    private boolean readHead() {
        int line = 0;
        int length = 0;
        for (int i = 0; i + 1 < in.position(); i++) {
            if (in.get(i) == '\r' && in.get(i + 1) == '\n') {
                if (i == line) {
                    bodyAt = i + 2;
                    bodyLength = length;
                    return true;
                }
                if (isLength(line)) {
                    length = number(line + LENGTH.length, i);
                }
                line = i + 2;
            }
        }
        return false;
    }

    private boolean isLength(int from) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((in.get(from + i) | ' ') != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            byte digit = in.get(i);
            if (digit != ' ') {
                number = number * 10 + digit - '0';
            }
        }
        return number;
    }

    private void answered() throws IOException {
        long now = System.nanoTime();
        int status = number(STATUS_AT, STATUS_AT + 3);
        Answer answer = new Answer(status, in.slice(bodyAt, bodyLength));
        if (!script.isRight(answer)) {
            wrong.add(answer);
        } else if (script.isMeasured()) {
            latencies.recordValue(now - sent);
        }
        if (now < end || script.isAmid()) {
            send();
        } else {
            channel.close();
        }
    }

    private void grow() {
        in.flip();
        in = ByteBuffer.allocateDirect(2 * in.capacity()).put(in);
    }

    private void startOver() {
        try {
            channel.close();
            if (System.nanoTime() < end) {
                channel = connect();
                send();
            }
        } catch (IOException e) {
            throw new IllegalStateException("The server is gone", e);
        }
    }
}
