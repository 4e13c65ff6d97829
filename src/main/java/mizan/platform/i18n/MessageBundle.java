package mizan.platform.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages in several languages: one properties file per language.
 *
 * @param name the files' base name, without language and suffix: {@code mizan.messages}
 */
public record MessageBundle(String name) {

    /** Problems, field violations, the widget and the pages around it: {@code mizan/messages_<language>.properties}. */
    public static final MessageBundle SERVICE = new MessageBundle("mizan.messages");

    // No fallback to the JVM's default locale: a missing file is a bug and fails.
    private static final Control EXACT = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    public LocalizedMessages in(Locale language) {
        return new LocalizedMessages(this, language);
    }

    /** @throws java.util.MissingResourceException if the language's file lacks the key, which is a bug */
    public String get(Locale language, String key, Object... arguments) {
        return format(bundle(language).getString(key), arguments);
    }

    public Optional<String> find(Locale language, String key, Object... arguments) {
        ResourceBundle bundle = bundle(language);
        return bundle.containsKey(key) ? Optional.of(format(bundle.getString(key), arguments)) : Optional.empty();
    }

    public Set<String> keys(Locale language) {
        return bundle(language).keySet();
    }

    /** The messages whose keys have a prefix, by the rest of the key. Arguments stay as {@code {0}}, for scripts. */
    public SortedMap<String, String> patterns(Locale language, String prefix) {
        SortedMap<String, String> patterns = new TreeMap<>();
        keys(language).stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> patterns.put(key.substring(prefix.length()), get(language, key, "{0}", "{1}", "{2}")));
        return patterns;
    }

    private ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(name, language, EXACT);
    }

    // Messages without arguments are formatted too: an apostrophe is doubled in every message alike.
    private static String format(String pattern, Object... arguments) {
        return new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }
}
