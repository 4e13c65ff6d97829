package mizan.platform.netty;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.order.Ordered;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reactivestreams.Publisher;

/**
 * Connection draining: when the process is stopped, readiness is false at once, and the service accepts requests for a while
 * longer, until proxies have noticed. Meanwhile each response closes its connection, so that no proxy sends another
 * request on a connection that is about to be closed. Then the framework closes the ports and waits for running requests.
 */
@Singleton
@Readiness
class ConnectionDraining implements ApplicationEventListener<ServerShutdownEvent>, HealthIndicator, Ordered {

    private final Duration delay;
    private volatile boolean isDraining;

    ConnectionDraining(@Property(name = "mizan.shutdown-delay") Duration delay) {
        this.delay = delay;
    }

    boolean isDraining() {
        return isDraining;
    }

    /** After all other listeners, because it waits. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ServerShutdownEvent event) {
        isDraining = true;
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("shutdown", isDraining ? HealthStatus.DOWN : HealthStatus.UP)
                .build());
    }
}
