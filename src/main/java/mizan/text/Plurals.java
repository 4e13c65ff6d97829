package mizan.text;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.Set;

/** Which form of a sentence a count takes (CLDR's plural rules): Arabic has six, Turkish two. */
public final class Plurals {

    private Plurals() {}

    /** {@code zero}, {@code one}, {@code two}, {@code few}, {@code many} or {@code other}. */
    public static String form(Locale language, long count) {
        return rules(language).select((double) count);
    }

    /** All the forms that a language has. */
    public static Set<String> forms(Locale language) {
        return rules(language).getKeywords();
    }

    private static PluralRules rules(Locale language) {
        return PluralRules.forLocale(ULocale.forLocale(language));
    }
}
