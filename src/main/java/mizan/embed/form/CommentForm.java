package mizan.embed.form;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.uri.UriBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.embed.ArticleReference;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.http.url.HttpOrigin;
import mizan.platform.i18n.LocalizedMessages;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * The comment form of a page, with its field values and violations.
 *
 * @param baseUrl the service's address before its paths; empty on the service's own pages
 * @param values field values by name
 * @param problem the message above the form; null if there is none
 * @param violations the invalid fields
 * @param offersMail whether the author can wish an e-mail about the decision
 * @param parentName the name of the author who is replied to; null for a top-level comment, or if it is unknown
 */
@Introspected
public record CommentForm(
        LocalizedMessages messages,
        Site site,
        String baseUrl,
        Map<String, String> values,
        @Nullable String problem,
        List<FieldViolation> violations,
        boolean offersMail,
        @Nullable String parentName) {

    private static final List<String> VISIBLE = List.of("body", "name", "email");

    /** Returns an empty form for an article. */
    public static CommentForm empty(
            LocalizedMessages messages, Site site, String baseUrl, ArticleReference article, boolean offersMail) {
        Map<String, String> values = new HashMap<>();
        values.put("article", article.key());
        article.url().ifPresent(url -> values.put("articleUrl", url));
        article.title().ifPresent(title -> values.put("articleTitle", title));
        return new CommentForm(messages, site, baseUrl, values, null, List.of(), offersMail, null);
    }

    /** Returns this form with its stamp. */
    public CommentForm stamped(String stamp) {
        Map<String, String> stamped = new HashMap<>(values);
        stamped.put(FormFields.STAMP, stamp);
        return new CommentForm(messages, site, baseUrl, stamped, problem, violations, offersMail, parentName);
    }

    /** Returns this form as a reply to a comment. */
    public CommentForm replyTo(String parentId, @Nullable String name) {
        Map<String, String> reply = new HashMap<>(values);
        reply.put("parentId", parentId);
        return new CommentForm(messages, site, baseUrl, reply, problem, violations, offersMail, name);
    }

    /** URL that the form is sent to. */
    public String action() {
        return baseUrl + "/sites/" + site.name() + "/comments";
    }

    /** URL of the privacy notice: the publisher's own, else that of the service. */
    public String privacyNoticeUrl() {
        @Nullable String own = site.privacyNotice();
        return own != null
                ? own
                : UriBuilder.of(baseUrl + "/privacy")
                        .queryParam("site", site.name())
                        .queryParam("lang", messages.language().toLanguageTag())
                        .toString();
    }

    /** CSP sources for {@code form-action}: browsers check the form's action and the redirect that follows. */
    public List<String> formTargets() {
        return Stream.concat(Stream.of("'self'"), site.origins().stream().map(HttpOrigin::value))
                .toList();
    }

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    /** Returns the value of a field; empty if it has none. */
    public String value(String field) {
        return Objects.requireNonNullElse(values.get(field), "");
    }

    /** Whether a checkbox is checked. */
    public boolean isChecked(String field) {
        return StrictBodyReader.isChecked(values.get(field));
    }

    public boolean isReply() {
        return values.containsKey("parentId");
    }

    /** Returns the message for an invalid field; null if the field is valid. */
    public @Nullable String violation(String field) {
        return first(field).map(violation -> violation.detail(messages)).orElse(null);
    }

    /** Returns the messages for invalid hidden fields, to be shown above the form. */
    public List<String> otherViolations() {
        return violations.stream()
                .filter(violation -> !VISIBLE.contains(violation.field()))
                .map(violation -> violation.detail(messages))
                .toList();
    }

    /** The first violation of each field that the reader sees, in the order of the form. */
    public List<FieldViolation> shownViolations() {
        return VISIBLE.stream().flatMap(field -> first(field).stream()).toList();
    }

    private Optional<FieldViolation> first(String field) {
        return violations.stream()
                .filter(violation -> violation.field().equals(field))
                .findFirst();
    }
}
