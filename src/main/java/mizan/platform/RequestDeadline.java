package mizan.platform;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request that does not arrive as a whole in time, counted from its first octet: a client that sends an octet now
 * and then keeps no idle timeout from being reached, but this one.
 */
@Singleton
final class RequestDeadline implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Duration deadline;
    private final byte[] answer;

    RequestDeadline(
            @Property(name = "mizan.request-deadline") Duration deadline,
            @Property(name = "mizan.language") Locale language,
            Messages messages) {
        this.deadline = deadline;
        this.answer = answer(messages, language);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PerConnection(null));
        return event.getBean();
    }

    // Written by hand: it must also be said to a client whose request line never came to its end.
    private static byte[] answer(Messages messages, Locale language) {
        ProblemType type = ProblemType.REQUEST_TIMEOUT;
        String body = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(
                        type.reference(),
                        messages.get(language, "problem.request-timeout.title"),
                        type.status(),
                        messages.get(language, "problem.request-timeout.detail"));
        return "HTTP/1.1 408 Request Timeout\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(Problem.MEDIA_TYPE, body.getBytes(StandardCharsets.UTF_8).length, body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private final class PerConnection implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        PerConnection(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specific, ChannelRole role) {
            return new PerConnection(specific);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel == null) {
                return;
            }
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
                Arrival arrival = new Arrival();
                pipeline.addFirst(arrival);
                pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, new End(arrival));
            }
        }
    }

    /** Sees octets, and starts the clock with a request's first. */
    private final class Arrival extends ChannelInboundHandlerAdapter {

        private @Nullable Future<?> timeout;

        @Override
        public void channelRead(ChannelHandlerContext context, Object octets) {
            if (timeout == null) {
                timeout =
                        context.executor().schedule(() -> expire(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
            }
            context.fireChannelRead(octets);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            arrived();
            context.fireChannelInactive();
        }

        private void expire(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
        }

        void arrived() {
            if (timeout != null) {
                timeout.cancel(false);
                timeout = null;
            }
        }
    }

    /** Sees a request's parts, and stops the clock with the last. */
    private static final class End extends ChannelInboundHandlerAdapter {

        private final Arrival arrival;

        End(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof LastHttpContent) {
                arrival.arrived();
            }
            context.fireChannelRead(part);
        }
    }
}
