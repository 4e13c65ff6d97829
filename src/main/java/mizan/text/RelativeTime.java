package mizan.text;

import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import java.time.Duration;
import java.util.Locale;

/** How long ago something was, in the words of a language (CLDR), as browsers say it too. */
public final class RelativeTime {

    private RelativeTime() {}

    /** In the greatest whole unit up to days: five minutes ago. What is in the future is now. */
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
