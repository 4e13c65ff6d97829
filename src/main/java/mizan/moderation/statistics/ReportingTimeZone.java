package mizan.moderation.statistics;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.time.ZoneId;

/**
 * The time zone in which the people of this house count hours and days: one for all of them, so that «yesterday» is the
 * same for everybody who looks at a figure. Built at start, so that a wrong setting stops it there.
 *
 * @param zone such as Africa/Cairo, as {@code mizan.time-zone} says; UTC if it says nothing
 */
@Context
public record ReportingTimeZone(
        @Property(name = "mizan.time-zone", defaultValue = "UTC")
        ZoneId zone) {}
