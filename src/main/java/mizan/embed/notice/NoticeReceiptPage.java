package mizan.embed.notice;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.uri.UriBuilder;
import java.time.Instant;
import mizan.platform.i18n.LocalizedMessages;
import mizan.privacy.notice.NoticeState;
import mizan.site.Site;

/** The page that shows the sender of a notice the decision. */
@Introspected
public record NoticeReceiptPage(LocalizedMessages messages, Site site, NoticeState notice) {

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    /** Day and time in the time zone of the site. */
    public String moment(Instant instant) {
        return messages.moment(instant, site.timeZone());
    }

    /** Short name of the state. */
    public String state() {
        return text("notice." + notice.status());
    }

    /** The comments of the article. */
    public String back() {
        return UriBuilder.of("/sites/" + site.name() + "/comments.html")
                .queryParam("article", notice.article())
                .queryParam("lang", messages.language().toLanguageTag())
                .toString();
    }
}
