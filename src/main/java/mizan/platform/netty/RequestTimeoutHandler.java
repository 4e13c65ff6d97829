package mizan.platform.netty;

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
import mizan.platform.http.ProblemType;
import mizan.platform.http.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request that does not arrive as a whole in time: a client that sends an octet now and then reaches no idle
 * timeout, but this one. Counted from the first octet that comes after the request before it.
 */
@Singleton
final class RequestTimeoutHandler implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Duration deadline;
    private final byte[] answer;

    RequestTimeoutHandler(
            @Property(name = "mizan.request-deadline") Duration deadline,
            @Property(name = "mizan.language") Locale language,
            Problems problems,
            JsonMapper json)
            throws IOException {
        this.deadline = deadline;
        this.answer = answer(
                json.writeValueAsBytes(problems.problem(language, ProblemType.REQUEST_TIMEOUT, List.of(), null, null)));
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PipelineInitializer(this::add));
        return event.getBean();
    }

    // Written by hand: it must also be said to a client whose request line never came to its end.
    private static byte[] answer(byte[] problem) {
        byte[] head =
                "HTTP/1.1 408 Request Timeout\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(Problem.MEDIA_TYPE, problem.length)
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + problem.length)
                .put(head)
                .put(problem)
                .array();
    }

    private void add(ChannelPipeline pipeline) {
        Arrival arrival = new Arrival();
        pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, arrival);
        pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, new Parts(arrival));
    }

    /** Sees octets, and starts the clock with a request's first, unless its last come with them. */
    private final class Arrival extends ChannelInboundHandlerAdapter {

        private @Nullable Future<?> timeout;
        private boolean isArriving;
        private boolean isExpired;
        private boolean isBegun;
        private int unanswered;

        @Override
        public void channelRead(ChannelHandlerContext context, Object octets) {
            if (isExpired) {
                ReferenceCountUtil.release(octets);
                return;
            }
            isArriving = true;
            context.fireChannelRead(octets);
        }

        // Most requests arrive at once: for them no clock is started.
        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (isArriving && timeout == null) {
                timeout =
                        context.executor().schedule(() -> expire(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
            }
            context.fireChannelReadComplete();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            arrived();
            context.fireChannelInactive();
        }

        // Where an answer has begun or is still due to an earlier request, another would be taken for that one.
        private void expire(ChannelHandlerContext context) {
            isExpired = true;
            if (unanswered == (isBegun ? 1 : 0)) {
                context.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
            } else {
                var _ = context.close();
            }
        }

        void begun() {
            isBegun = true;
            unanswered++;
        }

        void answered() {
            unanswered--;
        }

        void arrived() {
            isArriving = false;
            isBegun = false;
            if (timeout != null) {
                timeout.cancel(false);
                timeout = null;
            }
        }
    }

    /** Sees a request's parts, and stops the clock with the last; sees the answers begin. */
    private static final class Parts extends ChannelDuplexHandler {

        private final Arrival arrival;

        Parts(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof HttpRequest) {
                arrival.begun();
            }
            if (part instanceof LastHttpContent) {
                arrival.arrived();
            }
            context.fireChannelRead(part);
        }

        @Override
        public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
            if (part instanceof HttpResponse response
                    && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                arrival.answered();
            }
            var _ = context.write(part, promise);
        }
    }
}
