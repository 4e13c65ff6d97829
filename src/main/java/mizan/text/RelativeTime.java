package mizan.text;

import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import java.time.Duration;
import java.util.Locale;

/** Relative times as localized text (CLDR), with the same wording as {@code Intl.RelativeTimeFormat} in browsers. */
public final class RelativeTime {

    private RelativeTime() {}

    /** The largest whole unit, up to days: {@code 5 minutes ago}. A negative age counts as now. */
    public static String ago(Locale language, Duration age) {
        RelativeDateTimeFormatter formatter = RelativeDateTimeFormatter.getInstance(language);
        if (age.toDays() > 0) {
            return formatter.format((double) age.toDays(), Direction.LAST, RelativeUnit.DAYS);
        }
        if (age.toHours() > 0) {
            return formatter.format((double) age.toHours(), Direction.LAST, RelativeUnit.HOURS);
        }
        return age.toMinutes() > 0
                ? formatter.format((double) age.toMinutes(), Direction.LAST, RelativeUnit.MINUTES)
                : formatter.format(Direction.PLAIN, AbsoluteUnit.NOW);
    }
}
