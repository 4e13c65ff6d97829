package mizan.platform.netty;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.netty.channel.DefaultEventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.DefaultEventLoopGroupRegistry;
import io.micronaut.http.netty.channel.NettyThreadFactory;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Event loops, with one of their own for the management port: probes and metrics are answered however busy the others
 * are. Micronaut has one group for all ports.
 */
@Factory
final class EventLoops {

    @Singleton
    @Primary
    @Bean(typed = EventLoopGroup.class, preDestroy = "shutdownGracefully")
    @Replaces(bean = EventLoopGroup.class, factory = DefaultEventLoopGroupRegistry.class)
    EventLoopGroup eventLoopGroup(
            @Named(NettyThreadFactory.NAME) ThreadFactory threads,
            @Property(name = "endpoints.all.port") int managementPort) {
        return new Group(
                DefaultEventLoopGroupRegistry.numThreads(new DefaultEventLoopGroupConfiguration()),
                new ThreadPerTaskExecutor(threads),
                managementPort);
    }

    /**
     * Accepts connections. Named as the group that Micronaut looks for: one that Micronaut makes itself closes all ports at
     * the beginning of a shutdown, the management port included.
     */
    @Singleton
    @Named(NettyHttpServerConfiguration.Parent.NAME)
    @Bean(typed = EventLoopGroup.class, preDestroy = "shutdownGracefully")
    EventLoopGroup parentEventLoopGroup(@Named(NettyThreadFactory.NAME) ThreadFactory threads) {
        return new MultiThreadIoEventLoopGroup(1, new ThreadPerTaskExecutor(threads), NioIoHandler.newFactory());
    }

    private static final class Group extends MultiThreadIoEventLoopGroup {

        private final MultiThreadIoEventLoopGroup management;
        private final int managementPort;

        Group(int threads, Executor executor, int managementPort) {
            super(threads, executor, NioIoHandler.newFactory());
            this.management = new MultiThreadIoEventLoopGroup(1, executor, NioIoHandler.newFactory());
            this.managementPort = managementPort;
        }

        @Override
        public ChannelFuture register(Channel channel) {
            boolean isManagement =
                    channel.localAddress() instanceof InetSocketAddress local && local.getPort() == managementPort;
            return isManagement ? management.register(channel) : super.register(channel);
        }

        @Override
        public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
            var _ = management.shutdownGracefully(quietPeriod, timeout, unit);
            return super.shutdownGracefully(quietPeriod, timeout, unit);
        }
    }
}
