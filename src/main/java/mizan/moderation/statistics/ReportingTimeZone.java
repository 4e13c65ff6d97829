package mizan.moderation.statistics;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.time.ZoneId;

/**
 * The time zone of the hours and days in statistics. It is one for all users, so that "yesterday" means the same in every
 * report. The bean is created at startup, so that an invalid setting stops the startup.
 *
 * @param zone the setting {@code mizan.time-zone}, such as Africa/Cairo; UTC by default
 */
@Context
public record ReportingTimeZone(
        @Property(name = "mizan.time-zone", defaultValue = "UTC")
        ZoneId zone) {}
