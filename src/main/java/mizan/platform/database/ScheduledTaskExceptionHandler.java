package mizan.platform.database;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.scheduling.DefaultTaskExceptionHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Logs failures of {@code @Scheduled} methods, except those of an unavailable database: each method runs again after its
 * delay, and requests and the outbox log an outage once.
 */
@Singleton
@Replaces(DefaultTaskExceptionHandler.class)
final class ScheduledTaskExceptionHandler extends DefaultTaskExceptionHandler {

    @Override
    public void handle(@Nullable Object bean, Throwable throwable) {
        if (!DatabaseUnavailable.isCauseOf(throwable)) {
            super.handle(bean, throwable);
        }
    }
}
