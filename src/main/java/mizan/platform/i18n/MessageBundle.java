package mizan.platform.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

/**
 * Messages in many languages, a properties file for each.
 *
 * @param name of the files, without language and ending: {@code mizan.messages}
 */
public record MessageBundle(String name) {

    // No fallback to the language of the machine: a missing file is a fault, not a reason to guess.
    private static final Control EXACT = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /** @throws java.util.MissingResourceException if no file has the key: a fault of ours */
    public String get(Locale language, String key, Object... arguments) {
        return format(of(language).getString(key), arguments);
    }

    public Optional<String> find(Locale language, String key, Object... arguments) {
        ResourceBundle bundle = of(language);
        return bundle.containsKey(key) ? Optional.of(format(bundle.getString(key), arguments)) : Optional.empty();
    }

    public Set<String> keys(Locale language) {
        return of(language).keySet();
    }

    private ResourceBundle of(Locale language) {
        return ResourceBundle.getBundle(name, language, EXACT);
    }

    // Always through the formatter, so that an apostrophe is written alike in every message.
    private static String format(String pattern, Object... arguments) {
        return new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }
}
