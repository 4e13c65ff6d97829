package mizan.embed;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.Site;
import mizan.text.LocalizedDate;
import org.jspecify.annotations.Nullable;

/** The widget's messages, which the service's own pages also use, as a JavaScript module. */
@Singleton
class WidgetMessages {

    private final JsonMapper json;

    WidgetMessages(JsonMapper json) {
        this.json = json;
    }

    /** @param locale a locale with a supported language; its numbering system and calendar are passed on */
    String module(Locale locale, Site site) throws IOException {
        ZoneId timeZone = site.timeZone();
        Map<String, @Nullable Object> content = new LinkedHashMap<>(Map.of(
                "locale", locale.toLanguageTag(),
                "direction", Languages.direction(locale),
                "timeZone", timeZone.getId().equals("Z") ? "UTC" : timeZone.getId(),
                "calendar", LocalizedDate.calendar(locale),
                "texts", MessageBundle.SERVICE.patterns(locale, "comments.")));
        content.put("privacyNotice", site.privacyNotice());
        return "export default " + json.writeValueAsString(content) + ";\n";
    }
}
