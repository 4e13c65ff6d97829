package mizan.platform.netty;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of all connections together, and gives every connection its {@link RequestCodec} and {@link
 * BodyLimitHandler}. The numbers are part of the arithmetic in {@code jvm.options}.
 */
@Singleton
final class ConnectionLimits implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    static final int MAX_CONNECTIONS = 1_024;

    /** Bytes of responses that clients have not read. When there are more, the connection with most of them is closed. */
    static final long MAX_UNWRITTEN = 16 << 20;

    /** Bytes of unanswered requests, besides the first {@link #FREE_REQUEST_BYTES} of each connection. */
    static final long MAX_REQUEST_BYTES = 8 << 20;

    /** An ordinary submission is never refused because other requests are large. */
    static final int FREE_REQUEST_BYTES = 8 << 10;

    private final BodyLimits bodyLimits;
    private final ConnectionDraining draining;
    private final int managementPort;
    private final HttpDecoderConfig decoderConfig;
    private final Set<RequestCodec> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicLong requestBytes = new AtomicLong();

    ConnectionLimits(
            BodyLimits bodyLimits,
            ConnectionDraining draining,
            @Property(name = "endpoints.all.port") int managementPort,
            @Property(name = "micronaut.server.netty.max-initial-line-length") int maxLineLength,
            @Property(name = "micronaut.server.netty.max-header-size") int maxHeaderSize) {
        this.bodyLimits = bodyLimits;
        this.draining = draining;
        this.managementPort = managementPort;
        this.decoderConfig =
                new HttpDecoderConfig().setMaxInitialLineLength(maxLineLength).setMaxHeaderSize(maxHeaderSize);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PipelineInitializer(this::addHandlers));
        return event.getBean();
    }

    private void addHandlers(ChannelPipeline pipeline) {
        RequestCodec codec = new RequestCodec(this, decoderConfig.clone());
        pipeline.replace(
                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                codec);
        pipeline.addBefore(
                ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                BodyLimitHandler.NAME,
                new BodyLimitHandler(bodyLimits, this));
        // Probes reach the management port however many clients there are.
        if (pipeline.channel().localAddress() instanceof InetSocketAddress local && local.getPort() != managementPort) {
            admit(codec, pipeline);
        }
    }

    // A new client takes the place of the connection that has been without a request for longest.
    void admit(RequestCodec codec, ChannelPipeline pipeline) {
        connections.add(codec);
        var _ = pipeline.channel().closeFuture().addListener(_ -> connections.remove(codec));
        if (connections.size() > MAX_CONNECTIONS) {
            connections.stream()
                    .filter(connection -> connection != codec && connection.isIdle())
                    .min(Comparator.comparingLong(RequestCodec::lastActive))
                    .orElse(codec)
                    .close();
        }
    }

    /** Counts bytes that wait for a client, or no longer do. */
    void addUnwritten(long bytes) {
        if (unwritten.addAndGet(bytes) > MAX_UNWRITTEN && bytes > 0) {
            connections.stream()
                    .max(Comparator.comparingLong(RequestCodec::unwrittenBytes))
                    .ifPresent(RequestCodec::close);
        }
    }

    /** Reserves memory for the bytes of a request. Returns false if there is none. */
    boolean reserve(long bytes) {
        if (requestBytes.addAndGet(bytes) <= MAX_REQUEST_BYTES) {
            return true;
        }
        requestBytes.addAndGet(-bytes);
        return false;
    }

    /** Whether each response closes its connection. */
    boolean isDraining() {
        return draining.isDraining();
    }

    void release(long bytes) {
        requestBytes.addAndGet(-bytes);
    }

    long requestBytes() {
        return requestBytes.get();
    }
}
