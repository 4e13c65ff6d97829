package mizan.embed;

import io.micronaut.core.annotation.Introspected;

/**
 * The demo article with its comments and the form.
 *
 * @param isPending whether the reader has just sent one
 */
@Introspected
public record DemoPage(Discussion discussion, boolean isPending) {

    public boolean isArabic() {
        return discussion.texts().language().getLanguage().equals("ar");
    }
}
