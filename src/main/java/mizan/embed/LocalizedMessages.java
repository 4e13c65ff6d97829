package mizan.embed;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.Messages;
import mizan.text.Plurals;

/**
 * What a page says, in one language.
 *
 * @param language with the site's digits, if it names them (ar-u-nu-latn)
 */
public record LocalizedMessages(Messages messages, Locale language) {

    public String get(String key, Object... arguments) {
        return messages.get(language, key, arguments);
    }

    /** The form of a sentence that fits the count: {@code key.one}, {@code key.few}… */
    public String counted(String key, long count) {
        return get(
                key + "." + Plurals.form(language, count),
                NumberFormat.getIntegerInstance(language).format(count));
    }

    /** The day, in UTC: pages are cached, so nothing on them is relative to now. */
    public String day(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(language)
                .format(instant.atOffset(ZoneOffset.UTC));
    }

    public String direction() {
        return Languages.direction(language);
    }

    /** As HTML's {@code lang} has it. */
    public String tag() {
        return language.stripExtensions().toLanguageTag();
    }
}
