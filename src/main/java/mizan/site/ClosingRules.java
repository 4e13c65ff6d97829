package mizan.site;

import org.jspecify.annotations.Nullable;

/**
 * When the articles of a site take no comments. They do not apply to an article that an ADMIN has opened or closed.
 *
 * @param closeAfter the time after an article's first comment; {@link RetentionPeriod#NEVER} for no end
 * @param maxComments the number of published comments; null for no limit
 * @param openHours the hours of the day in the site's time zone
 */
public record ClosingRules(
        RetentionPeriod closeAfter, @Nullable Integer maxComments, OpenHours openHours) {

    public static final ClosingRules NONE = new ClosingRules(RetentionPeriod.NEVER, null, OpenHours.ALWAYS);
}
