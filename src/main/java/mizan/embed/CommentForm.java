package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.platform.http.FieldViolation;
import mizan.platform.i18n.LocalizedMessages;
import mizan.site.HttpOrigin;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * The comment form as a page shows it: what was typed, and what is wrong with it.
 *
 * @param base where the service is, before its paths: empty on its own pages
 * @param problem the sentence above the form; null on a fresh one
 * @param faults what is wrong with which field
 * @param answered the name of whom the comment answers; null for a comment on the article, or where it is not known
 */
@Introspected
public record CommentForm(
        LocalizedMessages texts,
        Site site,
        String base,
        Map<String, String> typed,
        @Nullable String problem,
        List<FieldViolation> faults,
        @Nullable String answered) {

    /** A form that nobody has typed into, for one article. */
    static CommentForm fresh(LocalizedMessages texts, Site site, String base, ArticleReference article) {
        Map<String, String> typed = new HashMap<>();
        typed.put("article", article.key());
        article.url().ifPresent(url -> typed.put("articleUrl", url));
        article.title().ifPresent(title -> typed.put("articleTitle", title));
        return new CommentForm(texts, site, base, typed, null, List.of(), null);
    }

    /** The same form, to answer a comment. */
    CommentForm answering(String parentId, @Nullable String name) {
        Map<String, String> answer = new HashMap<>(typed);
        answer.put("parentId", parentId);
        return new CommentForm(texts, site, base, answer, problem, faults, name);
    }

    /** Where it is sent. */
    public String action() {
        return base + "/sites/" + site.name() + "/comments";
    }

    /** Where it goes, and where the answer then leads: browsers hold both against CSP's {@code form-action}. */
    List<String> targets() {
        return Stream.concat(Stream.of("'self'"), site.origins().stream().map(HttpOrigin::value))
                .toList();
    }

    public String text(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** What was typed into a field; empty if nothing was. */
    public String value(String field) {
        return Objects.requireNonNullElse(typed.get(field), "");
    }

    public boolean isAnswer() {
        return typed.containsKey("parentId");
    }

    /** The sentence for a field's fault; null if it has none. */
    public @Nullable String fault(String field) {
        return first(field).map(fault -> fault.detail(texts)).orElse(null);
    }

    /** The faults of fields that the reader does not see, so that none is passed over in silence. */
    public List<String> otherFaults() {
        List<String> seen = Arrays.asList("name", "email", "body");
        return faults.stream()
                .filter(fault -> !seen.contains(fault.field()))
                .map(fault -> fault.detail(texts))
                .toList();
    }

    private Optional<FieldViolation> first(String field) {
        return faults.stream().filter(fault -> fault.field().equals(field)).findFirst();
    }
}
