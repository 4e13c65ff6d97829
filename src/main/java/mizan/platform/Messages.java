package mizan.platform;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the service says to people, in their language; one bundle {@code mizan/messages_<language>.properties} each. */
@Singleton
public class Messages {

    private static final Bundle BUNDLE = new Bundle("mizan.messages");

    /** @throws java.util.MissingResourceException if no bundle has the key: a fault of ours */
    public String get(Locale language, String key, Object... arguments) {
        return BUNDLE.get(language, key, arguments);
    }

    public Optional<String> find(Locale language, String key) {
        return BUNDLE.find(language, key);
    }

    /** The messages under a prefix, by what follows it; arguments stay as {@code {0}}, for a program to fill in. */
    public SortedMap<String, String> patterns(Locale language, String prefix) {
        SortedMap<String, String> patterns = new TreeMap<>();
        BUNDLE.keys(language).stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> patterns.put(key.substring(prefix.length()), get(language, key, "{0}", "{1}")));
        return patterns;
    }

    /** The sentence for a fault: the field's own if the bundle has one, else the rule's. */
    public String of(Locale language, FieldFault fault) {
        Object[] arguments = fault.arguments().toArray();
        return BUNDLE.find(language, "field." + fault.code(), arguments)
                .orElseGet(() -> get(language, "field.*." + fault.rule(), arguments));
    }
}
