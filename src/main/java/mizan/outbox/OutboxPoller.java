package mizan.outbox;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mizan.platform.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what all replicas announce, and passes it on: looks into the outbox again and again, for what has been committed
 * since it last looked. While the database is away it hears nothing, and afterwards what it has missed.
 */
@Singleton
final class OutboxPoller {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPoller.class);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Outbox outbox;
    private final List<OutboxListener> listeners;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable String seen;
    private boolean isListening;
    private boolean isFailing;

    OutboxPoller(Outbox outbox, List<OutboxListener> listeners) {
        this.outbox = outbox;
        this.listeners = listeners;
    }

    @EventListener
    void start(ServerStartupEvent event) {
        // Of its own: a virtual one would wait its turn behind the requests of a busy moment.
        Thread.ofPlatform().daemon().name("outbox-receiver").start(this::run);
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
    }

    private void run() {
        while (!isStopped()) {
            try {
                look();
            } catch (Throwable e) {
                fail(e);
            }
            pause();
        }
    }

    // What fails before it is noted as seen is heard twice rather than not at all.
    private void look() {
        long moment = System.nanoTime();
        String now = outbox.snapshot();
        if (seen != null && !seen.equals(now)) {
            outbox.between(seen, now).forEach(this::pass);
        }
        seen = now;
        isFailing = false;
        listeners.forEach(listener -> listener.onCaughtUp(moment));
        if (!isListening) {
            isListening = true;
            listeners.forEach(OutboxListener::onConnected);
        }
    }

    private void pass(OutboxRecord announced) {
        listeners.forEach(listener -> listener.onEvent(announced));
    }

    // Said once, not with every try of a long outage; and never a message, which may quote a row.
    private void fail(Throwable thrown) {
        if (isListening) {
            isListening = false;
            listeners.forEach(OutboxListener::onDisconnected);
        }
        if (!isFailing && !isStopped()) {
            String reason = DatabaseUnavailable.isCauseOf(thrown)
                    ? "the database is away"
                    : thrown.getClass().getSimpleName();
            LOG.warn("No announcements are heard for now: {}", reason);
        }
        isFailing = true;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause() {
        try {
            var _ = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
