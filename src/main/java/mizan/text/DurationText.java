package mizan.text;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MeasureFormat.FormatWidth;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import java.time.Duration;
import java.util.Locale;

/** Durations as short localized text (CLDR). */
public final class DurationText {

    private DurationText() {}

    /** The two largest units, down to seconds: {@code 3 hr, 12 min}. A negative duration counts as zero. */
    public static String of(Locale language, Duration duration) {
        MeasureFormat format = MeasureFormat.getInstance(language, FormatWidth.SHORT);
        if (duration.toDays() > 0) {
            return format(
                    format,
                    new Measure(duration.toDays(), MeasureUnit.DAY),
                    new Measure(duration.toHoursPart(), MeasureUnit.HOUR));
        }
        if (duration.toHours() > 0) {
            return format(
                    format,
                    new Measure(duration.toHours(), MeasureUnit.HOUR),
                    new Measure(duration.toMinutesPart(), MeasureUnit.MINUTE));
        }
        if (duration.toMinutes() > 0) {
            return format(
                    format,
                    new Measure(duration.toMinutes(), MeasureUnit.MINUTE),
                    new Measure(duration.toSecondsPart(), MeasureUnit.SECOND));
        }
        return format.formatMeasures(new Measure(Math.max(0, duration.toSeconds()), MeasureUnit.SECOND));
    }

    private static String format(MeasureFormat format, Measure larger, Measure smaller) {
        return smaller.getNumber().intValue() == 0
                ? format.formatMeasures(larger)
                : format.formatMeasures(larger, smaller);
    }
}
