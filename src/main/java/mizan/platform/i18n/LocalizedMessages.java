package mizan.platform.i18n;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import mizan.text.LocalizedDate;
import mizan.text.Plurals;
import mizan.text.RelativeTime;

/**
 * The messages of a bundle in one language, with the language's formats of numbers and dates.
 *
 * @param language may name digits too: {@code ar-u-nu-latn}
 */
public record LocalizedMessages(MessageBundle bundle, Locale language) {

    /** @throws java.util.MissingResourceException if the language's file lacks the key, which is a bug */
    public String get(String key, Object... arguments) {
        return bundle.get(language, key, arguments);
    }

    public Optional<String> find(String key, Object... arguments) {
        return bundle.find(language, key, arguments);
    }

    /**
     * The plural form for a count: {@code key.one}, {@code key.few}; {@code key.other} if the bundle lacks that form.
     */
    public String counted(String key, long count) {
        String form = "." + Plurals.form(language, count);
        return find(key + form, number(count)).orElseGet(() -> get(key + ".other", number(count)));
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(language).format(number);
    }

    /** The age of an instant, such as {@code 5 minutes ago}. */
    public String ago(Instant instant, Instant now) {
        return RelativeTime.ago(language, Duration.between(instant, now));
    }

    /** The day in the calendar of the language. Cached pages use it, because an age would become wrong in the cache. */
    public String day(Instant instant, ZoneId zone) {
        return LocalizedDate.day(language, instant, zone);
    }

    /** Day and minute in a time zone. */
    public String moment(Instant instant, ZoneId zone) {
        return day(instant, zone) + " · "
                + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .localizedBy(language)
                        .format(instant.atZone(zone));
    }

    /** Date and minute in UTC. The server does not know the reader's time zone; a script shows the local time. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .localizedBy(language)
                        .format(instant.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /** The minute in UTC, of an instant that is near. */
    public String clock(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .localizedBy(language)
                        .format(instant.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /** The time of the day, to the minute. */
    public String timeOfDay(Instant instant, ZoneId zone) {
        return LocalizedDate.time(language, instant, zone);
    }

    /** The value of HTML's {@code dir} attribute. */
    public String direction() {
        return Languages.direction(language);
    }

    /** The value of HTML's {@code lang} attribute. */
    public String tag() {
        return language.stripExtensions().toLanguageTag();
    }
}
