package mizan.embed;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;

/** What the widget says: the same messages that our own pages use, as a module. */
@Singleton
class WidgetMessages {

    private final JsonMapper json;

    WidgetMessages(JsonMapper json) {
        this.json = json;
    }

    /** @param locale one whose language is shipped; its digits and its calendar come with it */
    String module(Locale locale) throws IOException {
        Map<String, Object> words = Map.of(
                "locale", locale.toLanguageTag(),
                "direction", Languages.direction(locale),
                "texts", MessageBundle.SERVICE.patterns(locale, "comments."));
        return "export default " + json.writeValueAsString(words) + ";\n";
    }
}
