package mizan.platform.netty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mizan.platform.http.Problem;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyLimit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request does not arrive completely in time. A client that sends a byte now and then (slow
 * loris) never reaches the idle timeout, but reaches this one. The time starts with the first byte after the previous
 * request. If the head has arrived, the framework answers 408, else this handler.
 */
@Singleton
final class RequestTimeoutHandler implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Duration timeout;
    private final byte[] timeoutResponse;
    private final Counter timeouts;
    private final BodyLimits limits;

    RequestTimeoutHandler(
            BodyLimits limits,
            @Property(name = "mizan.request-timeout") Duration timeout,
            @Property(name = "mizan.language") Locale language,
            ProblemResponses problems,
            JsonMapper json,
            MeterRegistry meters)
            throws IOException {
        this.timeouts = Counter.builder("mizan.request.timeouts")
                .description("Requests that did not arrive completely in time")
                .register(meters);
        this.limits = limits;
        this.timeout = timeout;
        this.timeoutResponse = timeoutResponse(
                json.writeValueAsBytes(problems.problem(language, ProblemType.REQUEST_TIMEOUT, List.of(), null, null)));
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PipelineInitializer(this::addHandlers));
        return event.getBean();
    }

    // As bytes, because the encoder cannot respond to a request line that is incomplete.
    private static byte[] timeoutResponse(byte[] problem) {
        byte[] head =
                "HTTP/1.1 408 Request Timeout\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(Problem.MEDIA_TYPE, problem.length)
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + problem.length)
                .put(head)
                .put(problem)
                .array();
    }

    private void addHandlers(ChannelPipeline pipeline) {
        ByteHandler bytes = new ByteHandler();
        pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, bytes);
        pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, new MessageHandler(bytes));
    }

    /**
     * Handles bytes, before the HTTP codec. Starts the timeout with a request's first bytes, if they are not the whole
     * request.
     */
    private final class ByteHandler extends ChannelInboundHandlerAdapter {

        private @Nullable Future<?> expiry;
        private boolean isReceiving;
        private boolean isExpired;
        private boolean isHeadReceived;
        private int unanswered;

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (isExpired) {
                ReferenceCountUtil.release(bytes);
                return;
            }
            isReceiving = true;
            context.fireChannelRead(bytes);
        }

        // Most requests arrive completely in one read and need no timer.
        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (isReceiving && expiry == null) {
                expiry = context.executor().schedule(() -> expire(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
            context.fireChannelReadComplete();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            requestReceived();
            context.fireChannelInactive();
        }

        // 408 is sent only if no response has begun or is due to an earlier request: the client would confuse them.
        private void expire(ChannelHandlerContext context) {
            isExpired = true;
            timeouts.increment();
            if (unanswered != (isHeadReceived ? 1 : 0)) {
                close(context);
            } else if (isHeadReceived) {
                // The framework answers, in the format and language that the head asks for.
                context.pipeline().fireUserEventTriggered(BodyLimitHandler.BODY_TIMEOUT);
                expiry = context.executor().schedule(() -> close(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                context.writeAndFlush(Unpooled.wrappedBuffer(timeoutResponse)).addListener(ChannelFutureListener.CLOSE);
            }
        }

        private static void close(ChannelHandlerContext context) {
            var _ = context.close();
        }

        void requestHeadReceived() {
            isHeadReceived = true;
            unanswered++;
        }

        void responseStarted() {
            unanswered--;
        }

        void requestReceived() {
            isReceiving = false;
            isHeadReceived = false;
            if (expiry != null) {
                expiry.cancel(false);
                expiry = null;
            }
        }
    }

    /**
     * Handles HTTP messages, after the codec. Stops the timeout with the last part of a request, and sees responses
     * start.
     */
    private final class MessageHandler extends ChannelDuplexHandler {

        private final ByteHandler bytes;
        private boolean isStreamed;

        MessageHandler(ByteHandler bytes) {
            this.bytes = bytes;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                bytes.requestHeadReceived();
                isStreamed = isStreamed(request);
                if (isStreamed) {
                    bytes.requestReceived(); // its body has no timeout
                }
            } else if (isStreamed) {
                bytes.requestReceived();
            }
            if (message instanceof LastHttpContent) {
                bytes.requestReceived();
            }
            context.fireChannelRead(message);
        }

        // Most requests have no body, or a short one, and are not looked up.
        private boolean isStreamed(HttpRequest request) {
            return request.decoderResult().isSuccess()
                    && (HttpUtil.isTransferEncodingChunked(request)
                            || HttpUtil.getContentLength(request, 0L) > BodyLimit.DEFAULT)
                    && limits.of(request) == BodyLimit.STREAMED;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response
                    && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                bytes.responseStarted();
            }
            var _ = context.write(message, promise);
        }
    }
}
