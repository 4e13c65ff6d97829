package mizan.privacy.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import mizan.comment.RejectionReason;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * A notice and the decision on it, as its sender sees them (Regulation (EU) 2022/2065, article 16 (5) and (6)). Texts are in
 * the sender's language.
 *
 * @param comment the comment that the notice is about
 * @param explanation what the sender wrote
 * @param decidedAt when the moderators decided, or the comment was withdrawn; absent before
 * @param reason why the comment was removed; only with REMOVED
 * @param text the state in words
 * @param automation whether automated means were used; absent while no decision was made
 * @param redress what the sender can do; absent while no decision was made
 * @param contactUrl where to complain; absent if the site names none
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "NoticeState")
public record NoticeState(
        UUID id,
        String site,
        UUID comment,
        String article,
        String explanation,
        NoticeStatus status,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable RejectionReason reason,
        String text,
        @Nullable String automation,
        @Nullable String redress,
        @Nullable String contactUrl) {

    static NoticeState of(NoticeReceiptRepository.Row row, Site site, Locale language) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(language);
        boolean isDecided = switch (row.status()) {
            case KEPT, REMOVED -> true;
            case PENDING, WITHDRAWN -> false;
        };
        return new NoticeState(
                row.id(),
                row.site(),
                row.commentId(),
                row.article(),
                row.explanation(),
                row.status(),
                row.noticedAt(),
                row.decidedAt(),
                row.reason(),
                messages.get("notice." + row.status() + ".detail"),
                isDecided ? messages.get("statement.automation.NONE") : null,
                isDecided ? messages.get("notice.redress") : null,
                isDecided ? site.terms().contactUrl() : null);
    }
}
