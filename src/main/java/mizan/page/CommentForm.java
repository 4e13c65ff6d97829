package mizan.page;

import io.micronaut.core.annotation.Introspected;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.platform.FieldFault;
import mizan.platform.Languages;
import mizan.platform.Messages;
import mizan.site.HttpOrigin;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * The comment form as a page shows it: what was typed, and what is wrong with it.
 *
 * @param problem the sentence above the form; null on a fresh one
 * @param faults what is wrong with which field
 */
@Introspected
public record CommentForm(
        Locale language,
        Site site,
        Map<String, String> typed,
        @Nullable String problem,
        List<FieldFault> faults,
        Messages messages) {

    /** A form that nobody has typed into, for one article. */
    static CommentForm fresh(Locale language, Site site, String article, String articleUrl, Messages messages) {
        Map<String, String> typed = Map.of("article", article, "articleUrl", articleUrl);
        return new CommentForm(language, site, typed, null, List.of(), messages);
    }

    /** Where it is sent. */
    public String action() {
        return "/sites/" + site.name() + "/comments";
    }

    /** Where it goes, and where the answer then leads: browsers hold both against CSP's {@code form-action}. */
    List<String> targets() {
        return Stream.concat(Stream.of("'self'"), site.origins().stream().map(HttpOrigin::value))
                .toList();
    }

    public String direction() {
        return Languages.direction(language);
    }

    public String text(String key) {
        return messages.get(language, key);
    }

    /** What was typed into a field; empty if nothing was. */
    public String value(String field) {
        return Objects.requireNonNullElse(typed.get(field), "");
    }

    /** The sentence for a field's fault; null if it has none. */
    public @Nullable String fault(String field) {
        return first(field).map(fault -> messages.of(language, fault)).orElse(null);
    }

    /** The faults of fields that the reader does not see, so that none is passed over in silence. */
    public List<String> otherFaults() {
        List<String> seen = Arrays.asList("name", "email", "body");
        return faults.stream()
                .filter(fault -> !seen.contains(fault.field()))
                .map(fault -> messages.of(language, fault))
                .toList();
    }

    private Optional<FieldFault> first(String field) {
        return faults.stream().filter(fault -> fault.field().equals(field)).findFirst();
    }
}
