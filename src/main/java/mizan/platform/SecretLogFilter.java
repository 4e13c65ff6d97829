package mizan.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Drops DEBUG and TRACE of libraries that would log tokens, header fields, bodies or values of statements. A level that an
 * operator sets cannot turn them on.
 */
final class SecretLogFilter extends TurboFilter {

    private static final List<String> LIBRARIES =
            List.of("io.micronaut", "io.netty", "com.nimbusds", "com.zaxxer.hikari", "org.postgresql", "reactor");

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        return level.isGreaterOrEqual(Level.INFO) || LIBRARIES.stream().noneMatch(logger.getName()::startsWith)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
