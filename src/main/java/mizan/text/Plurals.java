package mizan.text;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.Set;

/** CLDR plural categories of a language: Arabic has six, Turkish two. */
public final class Plurals {

    private Plurals() {}

    /** The category of a count: {@code zero}, {@code one}, {@code two}, {@code few}, {@code many} or {@code other}. */
    public static String form(Locale language, long count) {
        return rules(language).select((double) count);
    }

    /** All categories of a language. */
    public static Set<String> forms(Locale language) {
        return rules(language).getKeywords();
    }

    private static PluralRules rules(Locale language) {
        return PluralRules.forLocale(ULocale.forLocale(language));
    }
}
