package mizan.embed.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.platform.http.UuidText;
import mizan.platform.http.request.StrictBodyReader;
import mizan.submission.Submission;
import mizan.submission.robot.RobotChecks;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a plain form. WordPress's field names are also accepted, so that the form of a WordPress theme works once
 * its action is changed.
 */
public final class FormFields {

    /** Hidden field of a form that is shown again: the page that the form was first on. */
    static final String RETURN_TO = "returnTo";

    /** {@code page}: after the submission, the page of the receipt is shown instead of the article. */
    static final String RECEIPT = "receipt";

    /** The time at which the form was opened, signed. */
    static final String STAMP = "stamp";

    private static final Map<String, String> WORDPRESS_NAMES = Map.of(
            "author", "name",
            "comment", "body",
            "comment_post_ID", "article",
            "comment_parent", "parentId");

    private static final Set<String> HIDDEN = Set.of("parentId", "articleUrl", "articleTitle");

    /** No comment has this id: a malformed parentId is a violation beside the others, and not a problem document. */
    private static final UUID NO_COMMENT = new UUID(0, 0);

    private static final List<String> NAMES = List.of(
            "name",
            "email",
            "body",
            "article",
            "articleUrl",
            "articleTitle",
            "parentId",
            STAMP,
            "notify",
            "website",
            RETURN_TO,
            RECEIPT);

    private final Map<String, String> fields = new LinkedHashMap<>();

    // WordPress's "url" is ignored. People fill it in, so it cannot be a honeypot, and links of authors are not
    // published.
    public FormFields(Map<String, String> sent) {
        WORDPRESS_NAMES.forEach((wordPressName, name) -> {
            if (sent.containsKey(wordPressName)) {
                fields.put(name, sent.get(wordPressName));
            }
        });
        NAMES.forEach(name -> {
            if (sent.containsKey(name)) {
                fields.put(name, sent.get(name));
            }
        });
        // WordPress sends 0 for a top-level comment.
        fields.remove("parentId", "0");
        fields.remove("parentId", "");
    }

    void put(String name, String value) {
        fields.put(name, value);
    }

    @Nullable String get(String name) {
        return fields.get(name);
    }

    /** Removes the field if it is hidden; keeps visible fields, which the reader has typed. */
    void removeHidden(String name) {
        if (HIDDEN.contains(name)) {
            fields.remove(name);
        }
    }

    Map<String, String> values() {
        return Map.copyOf(fields);
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
                get(STAMP),
                RobotChecks.NO_PROOF,
                StrictBodyReader.isChecked(get("notify")),
                get("website"));
    }

    private @Nullable UUID parentId() {
        String parent = fields.get("parentId");
        return parent == null ? null : UuidText.parse(parent).orElse(NO_COMMENT);
    }
}
