package mizan.console.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.text.Plurals;
import mizan.text.RelativeTime;

/** What the console says, in one of its languages. */
public record ConsoleMessages(Locale language) {

    private static final String SCRIPT = "script.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final MessageBundle BUNDLE = new MessageBundle("mizan.console");

    public String get(String key, Object... arguments) {
        return BUNDLE.get(language, key, arguments);
    }

    /** The word under the first key if there is one, else under the second. */
    public String getOr(String key, String other) {
        return BUNDLE.find(language, key).orElseGet(() -> get(other));
    }

    /** The word under the key if there is one, else what is given. */
    public String find(String key, String otherwise) {
        return BUNDLE.find(language, key).orElse(otherwise);
    }

    /** The form of a sentence that fits the count: {@code key.one}, {@code key.few}… */
    public String counted(String key, long count) {
        String form = "." + Plurals.form(language, count);
        return BUNDLE.find(language, key + form, number(count)).orElseGet(() -> get(key + ".other", number(count)));
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(language).format(number);
    }

    /** Five minutes ago. */
    public String ago(Instant instant, Instant now) {
        return RelativeTime.ago(language, Duration.between(instant, now));
    }

    /** Day and minute, in UTC: where the moderator is, only their browser knows, and its script says it in their time. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .localizedBy(language)
                        .format(instant.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    public String direction() {
        return Languages.direction(language);
    }

    /** As HTML's {@code lang} has it. */
    public String tag() {
        return language.toLanguageTag();
    }

    /** What a script says, by its key without {@code script.}; arguments stay as {@code {0}}. In JSON. */
    public String ofScript() {
        Map<String, String> words = new TreeMap<>();
        BUNDLE.keys(language).stream()
                .filter(key -> key.startsWith(SCRIPT))
                .forEach(key -> words.put(key.substring(SCRIPT.length()), get(key, "{0}", "{1}", "{2}")));
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
