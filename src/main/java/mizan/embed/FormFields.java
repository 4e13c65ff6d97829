package mizan.embed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mizan.platform.http.FieldViolation;
import mizan.submission.Submission;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a plain form under our names. WordPress's are understood too, so that a theme's old form works once its
 * action is changed.
 */
final class FormFields {

    /** Where a form that is shown again was first shown. */
    static final String RETURN_TO = "returnTo";

    private static final Map<String, String> OURS = Map.of(
            "author", "name",
            "comment", "body",
            "comment_post_ID", "article",
            "comment_parent", "parentId");

    private static final Set<String> HIDDEN = Set.of("parentId", "articleUrl", "articleTitle");

    private static final List<String> KEPT =
            List.of("name", "email", "body", "article", "articleUrl", "articleTitle", "parentId", "website", RETURN_TO);

    private final Map<String, String> fields = new LinkedHashMap<>();

    // WordPress's «url» is dropped: people do fill it in there, so it is no trap, and we publish no links.
    FormFields(Map<String, String> sent) {
        OURS.forEach((theirs, ours) -> {
            if (sent.containsKey(theirs)) {
                fields.put(ours, sent.get(theirs));
            }
        });
        KEPT.forEach(name -> {
            if (sent.containsKey(name)) {
                fields.put(name, sent.get(name));
            }
        });
        // WordPress's way of saying that nothing is answered.
        fields.remove("parentId", "0");
        fields.remove("parentId", "");
    }

    void put(String name, String value) {
        fields.put(name, value);
    }

    @Nullable String get(String name) {
        return fields.get(name);
    }

    /** Forgets a field that people do not see; leaves one that they have typed in. */
    void dropHidden(String name) {
        if (HIDDEN.contains(name)) {
            fields.remove(name);
        }
    }

    Map<String, String> typed() {
        return Map.copyOf(fields);
    }

    /** The parent's id cannot be read: a fault like another's, for here people have no other way to be told. */
    Optional<FieldViolation> unreadable() {
        return fields.containsKey("parentId") && parentId() == null
                ? Optional.of(FieldViolation.of("parentId", "unknown"))
                : Optional.empty();
    }

    Submission submission() {
        return new Submission(
                get("name"),
                get("email"),
                get("body"),
                get("article"),
                get("articleUrl"),
                get("articleTitle"),
                parentId(),
                get("website"));
    }

    private @Nullable UUID parentId() {
        String parent = fields.get("parentId");
        if (parent == null) {
            return null;
        }
        try {
            return UUID.fromString(parent);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
