package mizan.platform.netty;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Adds a {@link CachedResponseHandler} to every connection, and provides what the handlers share: the {@code Date}
 * field and the metrics.
 */
@Singleton
final class CachedResponses implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    /** RFC 9110 §5.6.7. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final CachedResources resources;
    private final MeterRegistry meters;
    private final Clock clock;
    private final int managementPort;
    private final Map<String, RouteTimers> timers = new ConcurrentHashMap<>();
    private volatile FormattedSecond formatted = new FormattedSecond(0, AsciiString.EMPTY_STRING);

    CachedResponses(
            CachedResources resources,
            MeterRegistry meters,
            Clock clock,
            @Property(name = "endpoints.all.port") int managementPort) {
        this.resources = resources;
        this.meters = meters;
        this.clock = clock;
        this.managementPort = managementPort;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PipelineInitializer(this::addHandler));
        return event.getBean();
    }

    // The management port has its own routes.
    private void addHandler(ChannelPipeline pipeline) {
        if (pipeline.channel().localAddress() instanceof InetSocketAddress local && local.getPort() != managementPort) {
            boolean hasLimit = pipeline.get(BodyLimitHandler.NAME) != null;
            pipeline.addBefore(
                    hasLimit ? BodyLimitHandler.NAME : ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                    null,
                    new CachedResponseHandler(resources, this));
        }
    }

    /** The value of the Date field (RFC 9110 §6.6.1), formatted once a second. */
    AsciiString date() {
        long now = clock.millis() / 1_000;
        FormattedSecond current = formatted;
        if (current.second != now) {
            current = new FormattedSecond(now, AsciiString.of(DATE.format(Instant.ofEpochSecond(now))));
            formatted = current;
        }
        return current.text;
    }

    /** Records a response in Micronaut's own metric of requests. */
    void record(String route, boolean isNotModified, long nanoseconds) {
        RouteTimers found = timers.get(route);
        if (found == null) {
            found = timers.computeIfAbsent(route, name -> new RouteTimers(timer(name, "200"), timer(name, "304")));
        }
        (isNotModified ? found.notModified : found.ok).record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String route, String status) {
        return meters.timer(
                "http.server.requests", "method", "GET", "status", status, "uri", route, "exception", "none");
    }

    private record FormattedSecond(long second, AsciiString text) {}

    private record RouteTimers(Timer ok, Timer notModified) {}
}
