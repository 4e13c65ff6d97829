package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * A page with a title and some paragraphs.
 *
 * @param typed the text that the reader has sent in vain, to be copied; null if there is none
 */
@Introspected
public record Notice(
        LocalizedMessages messages,
        String title,
        List<String> paragraphs,
        @Nullable String typed) {

    public Notice(LocalizedMessages messages, String title, String paragraph) {
        this(messages, title, List.of(paragraph), null);
    }
}
