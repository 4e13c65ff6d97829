package mizan.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mizan.platform.database.DatabaseFailure;
import mizan.platform.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the outbox for the events of all replicas, and delivers them to the listeners. After an outage of the database it
 * delivers the missed events.
 */
@Singleton
final class OutboxPoller {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPoller.class);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Outbox outbox;
    private final List<OutboxListener> listeners;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable String lastSnapshot;
    private boolean isConnected;
    private boolean isFailing;
    private volatile long lastPoll = System.nanoTime();

    OutboxPoller(Outbox outbox, List<OutboxListener> listeners, MeterRegistry meters) {
        this.outbox = outbox;
        this.listeners = listeners;
        TimeGauge.builder("mizan.outbox.lag", () -> System.nanoTime() - lastPoll, TimeUnit.NANOSECONDS)
                .description("Time since the events of all replicas were last read")
                .register(meters);
    }

    @EventListener
    void start(ServerStartupEvent event) {
        // A platform thread: under load a virtual thread would wait behind those of requests.
        Thread.ofPlatform().daemon().name("outbox-poller").start(this::run);
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
    }

    private void run() {
        while (!isStopped()) {
            try {
                poll();
            } catch (Throwable e) {
                fail(e);
            }
            pause();
        }
    }

    // The snapshot advances only after delivery: after a failure events are delivered twice rather than not at all.
    private void poll() {
        long moment = System.nanoTime();
        String snapshot = outbox.snapshot();
        if (lastSnapshot != null && !lastSnapshot.equals(snapshot)) {
            outbox.between(lastSnapshot, snapshot).forEach(this::deliver);
        }
        lastSnapshot = snapshot;
        isFailing = false;
        lastPoll = moment;
        listeners.forEach(listener -> listener.onCaughtUp(moment));
        if (!isConnected) {
            isConnected = true;
            listeners.forEach(OutboxListener::onConnected);
        }
    }

    private void deliver(OutboxRecord record) {
        listeners.forEach(listener -> listener.onEvent(record));
    }

    // Logs once per outage. It never logs the exception's message, which may contain a row.
    private void fail(Throwable thrown) {
        if (isConnected) {
            isConnected = false;
            listeners.forEach(OutboxListener::onDisconnected);
        }
        if (!isFailing && !isStopped()) {
            String reason = DatabaseUnavailable.isCauseOf(thrown)
                    ? DatabaseFailure.of(thrown).description()
                    : thrown.getClass().getSimpleName();
            LOG.warn("Outbox events cannot be read: {}", reason);
        }
        isFailing = true;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause() {
        try {
            var _ = stopped.await(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
