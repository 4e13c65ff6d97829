package mizan.text;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MeasureFormat.FormatWidth;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import java.time.Duration;
import java.util.Locale;

/** How long something took, in the short words of a language (CLDR). */
public final class DurationText {

    private DurationText() {}

    /** In its two greatest units, down to seconds: 3 hr, 12 min. What is negative is none. */
    public static String of(Locale language, Duration span) {
        MeasureFormat format = MeasureFormat.getInstance(language, FormatWidth.SHORT);
        if (span.toDays() > 0) {
            return format(
                    format,
                    new Measure(span.toDays(), MeasureUnit.DAY),
                    new Measure(span.toHoursPart(), MeasureUnit.HOUR));
        }
        if (span.toHours() > 0) {
            return format(
                    format,
                    new Measure(span.toHours(), MeasureUnit.HOUR),
                    new Measure(span.toMinutesPart(), MeasureUnit.MINUTE));
        }
        if (span.toMinutes() > 0) {
            return format(
                    format,
                    new Measure(span.toMinutes(), MeasureUnit.MINUTE),
                    new Measure(span.toSecondsPart(), MeasureUnit.SECOND));
        }
        return format.formatMeasures(new Measure(Math.max(0, span.toSeconds()), MeasureUnit.SECOND));
    }

    private static String format(MeasureFormat format, Measure great, Measure small) {
        return small.getNumber().intValue() == 0 ? format.formatMeasures(great) : format.formatMeasures(great, small);
    }
}
