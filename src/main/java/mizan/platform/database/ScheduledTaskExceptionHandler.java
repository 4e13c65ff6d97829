package mizan.platform.database;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.scheduling.DefaultTaskExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of {@code @Scheduled} methods. Each method runs again after its delay, so one that fails because of the
 * database is logged once a minute, and not at all in an outage, which {@link DatabaseCircuit} logs.
 */
@Singleton
@Replaces(DefaultTaskExceptionHandler.class)
final class ScheduledTaskExceptionHandler extends DefaultTaskExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledTaskExceptionHandler.class);

    private static final Set<DatabaseFailure> OUTAGES =
            EnumSet.of(DatabaseFailure.UNREACHABLE, DatabaseFailure.REFUSED, DatabaseFailure.NOT_READY);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<Class<?>, Long> lastLogged = new ConcurrentHashMap<>();

    @Override
    public void handle(@Nullable Object bean, Throwable throwable) {
        if (!DatabaseUnavailable.isCauseOf(throwable)) {
            super.handle(bean, throwable);
            return;
        }
        DatabaseFailure failure = DatabaseFailure.of(throwable);
        if (!OUTAGES.contains(failure) && bean != null && isDue(bean.getClass())) {
            LOG.warn(
                    "A task of {} is repeated later: {} (SQLSTATE {})",
                    bean.getClass().getSimpleName(),
                    failure.description(),
                    DatabaseUnavailable.sqlState(throwable));
        }
    }

    private boolean isDue(Class<?> bean) {
        long now = System.nanoTime();
        return lastLogged.compute(bean, (_, last) -> last != null && now - last < PAUSE_NANOS ? last : now) == now;
    }
}
