package mizan.platform.netty;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds handlers to the pipeline of every HTTP/1.1 connection, after Micronaut has added its own.
 *
 * @param addHandlers adds the handlers
 * @param channel the connection; null in the registered instance, from which Micronaut makes one per connection
 */
record PipelineInitializer(
        Consumer<ChannelPipeline> addHandlers, @Nullable Channel channel) implements NettyServerCustomizer {

    PipelineInitializer(Consumer<ChannelPipeline> addHandlers) {
        this(addHandlers, null);
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
        return new PipelineInitializer(addHandlers, connection);
    }

    @Override
    public void onStreamPipelineBuilt() {
        if (channel != null && channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
            addHandlers.accept(channel.pipeline());
        }
    }
}
