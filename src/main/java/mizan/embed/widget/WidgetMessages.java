package mizan.embed.widget;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mizan.mail.NotificationRequests;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.Site;
import mizan.text.LocalizedDate;
import org.jspecify.annotations.Nullable;

/** The widget's messages, which the service's own pages also use, as a JavaScript module. */
@Singleton
class WidgetMessages {

    /** The messages of the receipt's page that the widget shows too. */
    private static final List<String> WITHDRAWAL = List.of("withdraw", "sure", "erased", "stay");

    /** The messages of the page for notices that the widget shows too. */
    private static final List<String> NOTICE = List.of(
            "explanation", "explanationHint", "childSexualAbuse", "goodFaith", "send", "receipt", "PENDING", "keep");

    private final JsonMapper json;
    private final NotificationRequests notifications;

    WidgetMessages(JsonMapper json, NotificationRequests notifications) {
        this.json = json;
        this.notifications = notifications;
    }

    /** @param locale a locale with a supported language; its numbering system and calendar are passed on */
    String module(Locale locale, Site site) throws IOException {
        ZoneId timeZone = site.timeZone();
        Map<String, @Nullable Object> content = new LinkedHashMap<>(Map.of(
                "locale", locale.toLanguageTag(),
                "direction", Languages.direction(locale),
                "timeZone", timeZone.getId().equals("Z") ? "UTC" : timeZone.getId(),
                "calendar", LocalizedDate.calendar(locale),
                "texts", texts(locale)));
        content.put("privacyNotice", site.privacyNotice());
        content.put("offersMail", notifications.areAvailable());
        return "export default " + json.writeValueAsString(content) + ";\n";
    }

    /** The messages for a notice of illegal content, which few readers need, as the last line of a module. */
    String noticeTexts(Locale locale) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> notice = MessageBundle.SERVICE.patterns(locale, "notice.");
        for (String key : NOTICE) {
            texts.put("notice." + key, Objects.requireNonNull(notice.get(key)));
        }
        return "export const texts = " + json.writeValueAsString(texts) + ";\n";
    }

    private static Map<String, String> texts(Locale locale) {
        Map<String, String> texts = new TreeMap<>(MessageBundle.SERVICE.patterns(locale, "comments."));
        Map<String, String> receipt = MessageBundle.SERVICE.patterns(locale, "receipt.");
        for (String key : WITHDRAWAL) {
            texts.put("receipt." + key, Objects.requireNonNull(receipt.get(key)));
        }
        return texts;
    }
}
