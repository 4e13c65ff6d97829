package mizan.platform.netty;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds handlers of ours to every HTTP/1.1 connection, once the framework's are there.
 *
 * @param channel the connection; null until there is one
 */
record PipelineInitializer(
        Consumer<ChannelPipeline> addition, @Nullable Channel channel) implements NettyServerCustomizer {

    PipelineInitializer(Consumer<ChannelPipeline> addition) {
        this(addition, null);
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel specific, ChannelRole role) {
        return new PipelineInitializer(addition, specific);
    }

    @Override
    public void onStreamPipelineBuilt() {
        if (channel != null && channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
            addition.accept(channel.pipeline());
        }
    }
}
