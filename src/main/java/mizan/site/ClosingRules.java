package mizan.site;

import org.jspecify.annotations.Nullable;

/**
 * When the articles of a site take no comments. They do not apply to an article that an ADMIN has opened or closed.
 *
 * @param closeAfter the time after an article's first comment; {@link RetentionPeriod#NEVER} for no end
 * @param maxComments the number of published comments; null for no limit
 * @param openHours the hours of the day in the site's time zone
 * @param slowModeBurst an article is in slow mode while it gets so many comments a minute; null for never
 */
public record ClosingRules(
        RetentionPeriod closeAfter,
        @Nullable Integer maxComments,
        OpenHours openHours,
        @Nullable Integer slowModeBurst) {

    public static final ClosingRules NONE = new ClosingRules(RetentionPeriod.NEVER, null, OpenHours.ALWAYS, null);
}
