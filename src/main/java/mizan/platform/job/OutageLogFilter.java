package mizan.platform.job;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import mizan.platform.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Drops the stack traces that db-scheduler logs at each poll while the database is unavailable. */
final class OutageLogFilter extends TurboFilter {

    private static final String LIBRARY = "com.github.kagkarlsson.scheduler";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        return thrown != null && logger.getName().startsWith(LIBRARY) && DatabaseUnavailable.isCauseOf(thrown)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
