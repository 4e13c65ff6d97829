package mizan.text;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;

/** Dates in the calendar of a language (CLDR), as {@code Intl.DateTimeFormat} writes them in browsers. */
public final class LocalizedDate {

    private LocalizedDate() {}

    /** The day of an instant in a time zone: {@code 30 November 2026}, {@code ۹ آذر ۱۴۰۵}. */
    public static String day(Locale language, Instant instant, ZoneId zone) {
        DateFormat format = DateFormat.getDateInstance(DateFormat.LONG, ULocale.forLocale(language));
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return format.format(Date.from(instant));
    }

    /** The time of the day in a time zone: {@code 06:00}, {@code 6:00 AM}. */
    public static String time(Locale language, Instant instant, ZoneId zone) {
        DateFormat format = DateFormat.getTimeInstance(DateFormat.SHORT, ULocale.forLocale(language));
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return format.format(Date.from(instant));
    }

    /** The identifier of the language's calendar for {@code Intl}. */
    public static String calendar(Locale language) {
        String type = Calendar.getInstance(ULocale.forLocale(language)).getType();
        return type.equals("gregorian") ? "gregory" : type;
    }
}
