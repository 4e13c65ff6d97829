package mizan.outbox;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what all replicas announce, over a connection of its own, and passes it on. After a broken line it reads in the
 * outbox what was announced meanwhile.
 */
@Singleton
final class OutboxReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxReceiver.class);

    /** So often a silent line is asked whether it still is one. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final long NOTHING_READ = -1;

    private final DatasourceConfiguration datasource;
    private final OutboxRepository repository;
    private final Outbox outbox;
    private final List<OutboxListener> listeners;
    private final JsonMapper json;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Connection line;
    private long last = NOTHING_READ;

    OutboxReceiver(
            DatasourceConfiguration datasource,
            OutboxRepository repository,
            Outbox outbox,
            List<OutboxListener> listeners,
            JsonMapper json) {
        this.datasource = datasource;
        this.repository = repository;
        this.outbox = outbox;
        this.listeners = listeners;
        this.json = json;
    }

    @EventListener
    void start(ServerStartupEvent event) {
        Thread.ofVirtual().name("outbox-receiver").start(this::run);
    }

    @PreDestroy
    void stop() throws SQLException {
        stopped.countDown();
        Connection open = line;
        if (open != null) {
            open.abort(Runnable::run);
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    // Said once, not with every try of a long outage.
    private void run() {
        boolean isDown = false;
        while (!isStopped()) {
            try (Connection connection = DriverManager.getConnection(datasource.getJdbcUrl(), properties())) {
                line = connection;
                isDown = false;
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!isDown && !isStopped()) {
                    LOG.warn("No announcements are heard until the line is up again: {}", reason(e));
                }
                isDown = true;
            } finally {
                listeners.forEach(OutboxListener::deaf);
            }
            pause();
        }
    }

    // Listening begins before the outbox is read: what is announced in between is heard twice rather than not at all.
    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + Outbox.CHANNEL);
            if (last == NOTHING_READ) {
                last = repository.last();
            } else {
                outbox.since(last, null).forEach(this::pass);
            }
            listeners.forEach(OutboxListener::listening);
            PGConnection notified = connection.unwrap(PGConnection.class);
            while (!isStopped()) {
                PGNotification[] notifications = notified.getNotifications((int) SILENCE.toMillis());
                if (notifications == null || notifications.length == 0) {
                    statement.execute("SELECT 1");
                } else {
                    for (PGNotification notification : notifications) {
                        pass(read(notification.getParameter()));
                    }
                }
            }
        }
    }

    private void pass(Announced announced) {
        last = Math.max(last, announced.id());
        listeners.forEach(listener -> listener.heard(announced));
    }

    private Announced read(String payload) {
        try {
            Payload read = Objects.requireNonNull(json.readValue(payload, Payload.class));
            return new Announced(
                    read.id(),
                    new Announcement(
                            read.comment(), read.site(), read.article(), read.status(), read.version(), read.by()));
        } catch (IOException e) {
            throw new IllegalStateException("An announcement that is none of ours", e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(datasource.getDataSourceProperties());
        if (datasource.getUsername() != null && datasource.getPassword() != null) {
            properties.setProperty("user", datasource.getUsername());
            properties.setProperty("password", datasource.getPassword());
        }
        return properties;
    }

    // Never a message, which may quote a row.
    private static String reason(Exception thrown) {
        return thrown instanceof SQLException sql
                ? "SQLSTATE " + sql.getSQLState()
                : thrown.getClass().getSimpleName();
    }

    private void pause() {
        try {
            var _ = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
