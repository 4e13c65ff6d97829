package mizan.platform.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1 codec of one connection, in place of Netty's {@link io.netty.handler.codec.http.HttpServerCodec}.
 *
 * <ul>
 *   <li>A request is decoded only while fewer than {@value #MAX_PIPELINED} are unanswered and the client reads.
 *       Otherwise its bytes wait, and no more are read from the socket.
 *   <li>Requests that break RFC 9112 are invalid ({@link RequestFraming}).
 *   <li>{@code HEAD} is handled as {@code GET} whose content is not sent, so that both have the same header fields.
 * </ul>
 */
final class RequestCodec extends CombinedChannelDuplexHandler<RequestCodec.Decoder, RequestCodec.Encoder> {

    static final int MAX_PIPELINED = 4;

    private static final int MAX_FRAMING_BYTES = 64 << 10;

    private final ConnectionLimits limits;
    private final Queue<HttpMethod> methods = new ArrayDeque<>(MAX_PIPELINED);
    private @Nullable ChannelHandlerContext context;

    /** Requests without a complete response. */
    private int unanswered;

    /** Whether the head of a request is decoded and its body is not. */
    private boolean isReceiving;

    /** Whether bytes wait for an earlier response. */
    private boolean isHeld;

    /** Whether a read of the socket waits for an earlier response. */
    private boolean isReadDelayed;

    /** Whether no further request is decoded. */
    private boolean isLast;

    /** Whether the current response is the last one of the connection, because the process is stopping. */
    private boolean isClosing;

    private long countedUnwritten;
    private long reserved;
    private long lastActive = System.nanoTime();

    RequestCodec(ConnectionLimits limits, HttpDecoderConfig config) {
        this.limits = limits;
        init(new Decoder(config), new Encoder());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        context = added;
        super.handlerAdded(added);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) throws Exception {
        super.handlerRemoved(removed);
        countUnwritten(0);
        reserve(0);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) throws Exception {
        super.channelInactive(inactive);
        countUnwritten(0);
        reserve(0);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reader) throws Exception {
        if (!reserve(Math.max(0, inboundHandler().waitingBytes() - ConnectionLimits.FREE_REQUEST_BYTES))) {
            close();
            return;
        }
        super.channelReadComplete(reader);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) throws Exception {
        countUnwritten(unwrittenBytes());
        resumeLater(changed);
        super.channelWritabilityChanged(changed);
    }

    @Override
    public void read(ChannelHandlerContext reader) throws Exception {
        if (isReceiving || !isFull(reader)) {
            super.read(reader);
        } else {
            isReadDelayed = true;
        }
    }

    @Override
    public void write(ChannelHandlerContext writer, Object message, ChannelPromise promise) throws Exception {
        boolean isHead = message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
        boolean isInterim = message instanceof HttpResponse && !isHead;
        boolean isEndless = isHead && HttpMethod.HEAD.equals(methods.peek()) && isEventStream((HttpResponse) message);
        if (isHead && unanswered == 1 && limits.isDraining()) {
            isLast = true;
            isClosing = true;
        }
        if (isEndless || (isHead && isClosing)) {
            ((HttpResponse) message).headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (isClosing && message instanceof LastHttpContent && !isInterim) {
            promise.unvoid().addListener(ChannelFutureListener.CLOSE);
        }
        super.write(writer, message, promise);
        if (isEndless) {
            super.flush(writer);
            close();
        }
        if (message instanceof LastHttpContent && !isInterim) {
            lastActive = System.nanoTime();
            unanswered--;
            resumeLater(writer);
        }
    }

    @Override
    public void flush(ChannelHandlerContext writer) throws Exception {
        super.flush(writer);
        countUnwritten(unwrittenBytes());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) throws Exception {
        MemoryExhaustion.exitIfCauseOf(cause);
        super.exceptionCaught(caught, cause);
    }

    /** Bytes that are written and that the client has not read. May be called from any thread. */
    long unwrittenBytes() {
        ChannelHandlerContext current = context;
        @Nullable ChannelOutboundBuffer buffer =
                current == null ? null : current.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Whether the client has no request. Other threads may see an older state. */
    boolean isIdle() {
        return unanswered == 0;
    }

    long lastActive() {
        return lastActive;
    }

    /** Closes the connection, without waiting for responses to be delivered. */
    void close() {
        ChannelHandlerContext current = context;
        if (current != null) {
            var _ = current.close();
        }
    }

    private boolean isFull(ChannelHandlerContext current) {
        return unanswered >= MAX_PIPELINED || !current.channel().isWritable();
    }

    // Later, because the response may be written while a request is decoded.
    private void resumeLater(ChannelHandlerContext current) {
        if ((isHeld || isReadDelayed) && !isFull(current)) {
            current.executor().execute(() -> resume(current));
        }
    }

    private void resume(ChannelHandlerContext current) {
        if (current.isRemoved() || isFull(current)) {
            return;
        }
        try {
            if (isHeld) {
                isHeld = false;
                isReadDelayed = false;
                super.channelRead(current, Unpooled.EMPTY_BUFFER);
                channelReadComplete(current);
            } else if (isReadDelayed) {
                isReadDelayed = false;
                super.read(current);
            }
        } catch (Exception e) {
            current.fireExceptionCaught(e);
        }
    }

    private void countUnwritten(long now) {
        long change = now - countedUnwritten;
        if (change != 0) {
            countedUnwritten = now;
            limits.addUnwritten(change);
        }
    }

    private boolean reserve(long bytes) {
        long change = bytes - reserved;
        if (change > 0 && !limits.reserve(change)) {
            return false;
        }
        if (change < 0) {
            limits.release(-change);
        }
        reserved = bytes;
        return true;
    }

    private static boolean isEventStream(HttpResponse response) {
        @Nullable String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.startsWith("text/event-stream");
    }

    /** Decodes requests. */
    final class Decoder extends HttpRequestDecoder {

        /** Whether a line of the current head is continued in the next one (obs-fold, RFC 9112 §5.2). */
        private boolean isFolded;

        private boolean isLineEnd;

        /** Bytes of the current body's framing, less as many as it has content. */
        private long framingBytes;

        Decoder(HttpDecoderConfig config) {
            super(config);
        }

        int waitingBytes() {
            return actualReadableBytes();
        }

        @Override
        protected void decode(ChannelHandlerContext reader, ByteBuf buffer, List<Object> out) throws Exception {
            int known = out.size();
            if (isLast) {
                buffer.skipBytes(buffer.readableBytes());
            } else if (isReceiving) {
                int start = buffer.readerIndex();
                super.decode(reader, buffer, out);
                countFraming(buffer.readerIndex() - start, out, known);
            } else if (isFull(reader)) {
                isHeld = true;
            } else {
                int start = buffer.readerIndex();
                super.decode(reader, buffer, out);
                findFolding(buffer, start);
                keepPath(buffer, start, out, known);
            }
            for (Object decoded : out.subList(known, out.size())) {
                if (decoded instanceof HttpRequest request) {
                    receive(request);
                }
                if (decoded instanceof LastHttpContent) {
                    isReceiving = false;
                }
            }
        }

        private void receive(HttpRequest request) {
            if (request.decoderResult().isSuccess() && (isFolded || !RequestFraming.isValid(request))) {
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("RFC 9112")));
            }
            isFolded = false;
            isLineEnd = false;
            unanswered++;
            methods.add(request.method());
            if (request.decoderResult().isFailure()) {
                // The connection is closed after the response, which says that it comes from HTTP/1.1.
                isLast = true;
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
                return;
            }
            isReceiving = true;
            framingBytes = 0;
            RequestFraming.joinLines(request.headers());
            if (request.method().equals(HttpMethod.HEAD)) {
                request.setMethod(HttpMethod.GET);
            }
        }

        // Sizes, extensions and delimiters of chunks (RFC 9112 §7.1.1). Each chunk may have long extensions.
        private void countFraming(int consumed, List<Object> out, int known) {
            framingBytes += consumed;
            boolean isComplete = false;
            for (Object decoded : out.subList(known, out.size())) {
                framingBytes -= 2L * ((HttpContent) decoded).content().readableBytes();
                isComplete = decoded instanceof LastHttpContent;
            }
            if (framingBytes > MAX_FRAMING_BYTES && !isComplete) {
                LastHttpContent invalid = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
                invalid.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("RFC 9112 §7.1.1")));
                out.add(invalid);
                isLast = true;
            }
        }

        private void findFolding(ByteBuf buffer, int start) {
            int end = buffer.readerIndex();
            if (end == start) {
                return;
            }
            isFolded |= isLineEnd && isBlank(buffer.getByte(start));
            int lineFeed = buffer.indexOf(start, end, HttpConstants.LF);
            while (lineFeed >= 0 && lineFeed + 1 < end) {
                isFolded |= isBlank(buffer.getByte(lineFeed + 1));
                lineFeed = buffer.indexOf(lineFeed + 1, end, HttpConstants.LF);
            }
            isLineEnd = buffer.getByte(end - 1) == HttpConstants.LF;
        }

        // Netty drops a line that is too long. The path is needed to answer in the right format.
        private static void keepPath(ByteBuf buffer, int start, List<Object> out, int known) {
            if (out.size() > known
                    && out.get(known) instanceof HttpRequest request
                    && request.decoderResult().cause() instanceof TooLongHttpLineException) {
                request.setUri(RequestTarget.path(buffer.toString(
                        start,
                        Math.min(RequestTarget.MAX_PATH, buffer.writerIndex() - start),
                        StandardCharsets.US_ASCII)));
            }
        }

        private static boolean isBlank(byte character) {
            return character == HttpConstants.SP || character == HttpConstants.HT;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext reader) throws Exception {
            if (isHeld) {
                // Netty would read more bytes, because none of these made a message.
                discardSomeReadBytes();
                reader.fireChannelReadComplete();
            } else {
                super.channelReadComplete(reader);
            }
        }

        // A proxy could use the other length (RFC 9112 §6.1).
        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("Content-Length with Transfer-Encoding");
        }

        @Override
        protected HttpMessage createInvalidMessage() {
            return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
        }
    }

    /** Encodes responses. */
    final class Encoder extends HttpResponseEncoder {

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            boolean isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            HttpMethod method = isInterim ? null : methods.poll();
            return HttpMethod.HEAD.equals(method) || super.isContentAlwaysEmpty(response);
        }
    }
}
