package mizan.platform;

import jakarta.inject.Singleton;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the service says to people, in their language; one bundle {@code mizan/messages_<language>.properties} each. */
@Singleton
public class Messages {

    // No fallback to the language of the machine: a missing bundle is a fault, not a reason to guess.
    private static final Control EXACT = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /** @throws java.util.MissingResourceException if no bundle has the key: a fault of ours */
    public String get(Locale language, String key, Object... arguments) {
        return format(bundle(language).getString(key), arguments);
    }

    public Optional<String> find(Locale language, String key) {
        ResourceBundle bundle = bundle(language);
        return bundle.containsKey(key) ? Optional.of(format(bundle.getString(key))) : Optional.empty();
    }

    /** The messages under a prefix, by what follows it; arguments stay as {@code {0}}, for a program to fill in. */
    public SortedMap<String, String> patterns(Locale language, String prefix) {
        SortedMap<String, String> patterns = new TreeMap<>();
        ResourceBundle bundle = bundle(language);
        bundle.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key ->
                        patterns.put(key.substring(prefix.length()), format(bundle.getString(key), "{0}", "{1}")));
        return patterns;
    }

    /** The sentence for a fault: the field's own if the bundle has one, else the rule's. */
    public String of(Locale language, FieldFault fault) {
        List<String> arguments = fault.arguments();
        String own = "field." + fault.code();
        String key = bundle(language).containsKey(own) ? own : "field.*." + fault.rule();
        return get(language, key, arguments.toArray());
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("mizan.messages", language, EXACT);
    }

    // Always through the formatter, so that an apostrophe is written alike in every message.
    private static String format(String pattern, Object... arguments) {
        return new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }
}
