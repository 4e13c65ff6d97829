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
 * Has bodies that are at hand answered on the event loop, before the framework sees the request: a tenth of its way, and
 * no thread changes hands. What such an answer needs besides is kept ready here: the date, and the meters.
 */
@Singleton
final class CachedResponses implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    /** RFC 9110 §5.6.7. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final CachedResources answers;
    private final MeterRegistry meters;
    private final Clock clock;
    private final int managementPort;
    private final Map<String, Timers> timers = new ConcurrentHashMap<>();
    private volatile Second second = new Second(0, AsciiString.EMPTY_STRING);

    CachedResponses(
            CachedResources answers,
            MeterRegistry meters,
            Clock clock,
            @Property(name = "endpoints.all.port") int managementPort) {
        this.answers = answers;
        this.meters = meters;
        this.clock = clock;
        this.managementPort = managementPort;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new PipelineInitializer(this::add));
        return event.getBean();
    }

    // The management port has routes of its own.
    private void add(ChannelPipeline pipeline) {
        if (pipeline.channel().localAddress() instanceof InetSocketAddress local && local.getPort() != managementPort) {
            pipeline.addBefore(
                    ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                    null,
                    new CachedResponseHandler(answers, this));
        }
    }

    /** The Date field's value (RFC 9110 §6.6.1), written once a second. */
    AsciiString date() {
        long now = clock.millis() / 1_000;
        Second current = second;
        if (current.second != now) {
            current = new Second(now, AsciiString.of(DATE.format(Instant.ofEpochSecond(now))));
            second = current;
        }
        return current.text;
    }

    /** Counts an answer among the framework's own. */
    void count(String route, boolean isNotModified, long nanoseconds) {
        Timers found = timers.get(route);
        if (found == null) {
            found = timers.computeIfAbsent(route, name -> new Timers(timer(name, "200"), timer(name, "304")));
        }
        (isNotModified ? found.notModified : found.ok).record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String route, String status) {
        return meters.timer(
                "http.server.requests", "method", "GET", "status", status, "uri", route, "exception", "none");
    }

    private record Second(long second, AsciiString text) {}

    private record Timers(Timer ok, Timer notModified) {}
}
