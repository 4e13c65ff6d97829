package mizan.platform.netty;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import mizan.platform.http.RequestTarget;

/**
 * Encodes the characters of request targets that browsers send unencoded. Micronaut parses targets as {@code
 * java.net.URI}, and would refuse these requests.
 */
@Singleton
final class RequestTargetEncoder implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PipelineInitializer(RequestTargetEncoder::addHandler));
        return event.getBean();
    }

    private static void addHandler(ChannelPipeline pipeline) {
        pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, null, Handler.INSTANCE);
    }

    @Sharable
    private static final class Handler extends ChannelInboundHandlerAdapter {

        private static final Handler INSTANCE = new Handler();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                String target = request.uri();
                String encoded = RequestTarget.encode(target);
                if (!encoded.equals(target)) {
                    request.setUri(encoded);
                }
            }
            context.fireChannelRead(message);
        }
    }
}
