package mizan.embed.notice;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.uri.UriBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.embed.report.ReportPage;
import mizan.platform.http.FieldViolation;
import mizan.platform.i18n.LocalizedMessages;
import mizan.publication.SingleComment;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * The form for a notice of illegal content.
 *
 * @param values the values as they were sent
 */
@Introspected
public record NoticeFormPage(
        LocalizedMessages messages,
        Site site,
        SingleComment comment,
        Map<String, String> values,
        List<FieldViolation> violations) {

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    public String author() {
        return Objects.requireNonNullElseGet(comment.name(), () -> text("comments.deletedAuthor"));
    }

    /** The value of a field; empty if it has none. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean isChecked(String field) {
        return values.containsKey(field);
    }

    /** The message for an invalid field; null if it is valid. */
    public @Nullable String violation(String field) {
        return first(field).map(violation -> violation.detail(messages)).orElse(null);
    }

    /** The first violation of each field, in the order of the form. */
    public List<FieldViolation> shownViolations() {
        return Stream.of("explanation", "name", "email", "goodFaith")
                .flatMap(field -> first(field).stream())
                .toList();
    }

    private Optional<FieldViolation> first(String field) {
        return violations.stream()
                .filter(violation -> violation.field().equals(field))
                .findFirst();
    }

    /** URL of the privacy notice: the publisher's own, else that of the service. */
    public String privacyNoticeUrl() {
        @Nullable String own = site.privacyNotice();
        return own != null
                ? own
                : UriBuilder.of("/privacy")
                        .queryParam("site", site.name())
                        .queryParam("lang", messages.language().toLanguageTag())
                        .toString();
    }

    /** The page with the comment. */
    public String back() {
        return ReportPage.back(site, comment, messages).toString();
    }
}
