package mizan.embed.demo;

import io.micronaut.core.annotation.Introspected;
import mizan.embed.discussion.Discussion;

/**
 * The demo article with its comments and the form.
 *
 * @param isPending whether the reader has just sent a comment
 */
@Introspected
public record DemoPage(Discussion discussion, boolean isPending) {

    public boolean isArabic() {
        return discussion.messages().language().getLanguage().equals("ar");
    }
}
