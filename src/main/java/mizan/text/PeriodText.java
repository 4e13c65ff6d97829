package mizan.text;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MeasureFormat.FormatWidth;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.time.temporal.TemporalUnit;
import java.util.Locale;
import java.util.Map;

/** Periods as localized text (CLDR): {@code 90 days}, {@code 24 months}, {@code 36 hours}. */
public final class PeriodText {

    private static final Map<TemporalUnit, MeasureUnit> UNITS = Map.of(
            ChronoUnit.YEARS, MeasureUnit.YEAR,
            ChronoUnit.MONTHS, MeasureUnit.MONTH,
            ChronoUnit.DAYS, MeasureUnit.DAY);

    private static final int HOUR = 3_600;

    private PeriodText() {}

    /** All units of a {@code Period}; a {@code Duration} in hours. */
    public static String of(Locale language, TemporalAmount amount) {
        Measure[] measures = amount.getUnits().contains(ChronoUnit.SECONDS)
                ? new Measure[] {new Measure(amount.get(ChronoUnit.SECONDS) / HOUR, MeasureUnit.HOUR)}
                : amount.getUnits().stream()
                        .filter(unit -> amount.get(unit) != 0)
                        .map(unit -> new Measure(amount.get(unit), UNITS.get(unit)))
                        .toArray(Measure[]::new);
        return MeasureFormat.getInstance(language, FormatWidth.WIDE).formatMeasures(measures);
    }
}
