package mizan.platform.i18n;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the service says to people, in their language; one bundle {@code mizan/messages_<language>.properties} each. */
@Singleton
public class Messages {

    private static final MessageBundle BUNDLE = new MessageBundle("mizan.messages");

    /** @throws java.util.MissingResourceException if no bundle has the key: a fault of ours */
    public String get(Locale language, String key, Object... arguments) {
        return BUNDLE.get(language, key, arguments);
    }

    public Optional<String> find(Locale language, String key, Object... arguments) {
        return BUNDLE.find(language, key, arguments);
    }

    /** The messages under a prefix, by what follows it; arguments stay as {@code {0}}, for a program to fill in. */
    public SortedMap<String, String> patterns(Locale language, String prefix) {
        SortedMap<String, String> patterns = new TreeMap<>();
        BUNDLE.keys(language).stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> patterns.put(key.substring(prefix.length()), get(language, key, "{0}", "{1}")));
        return patterns;
    }
}
