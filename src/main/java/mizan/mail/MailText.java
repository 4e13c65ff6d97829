package mizan.mail;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * The text of a mail, for its HTML and its plain form. It holds nothing that a reader has written.
 *
 * @param action the link that the mail is about; null if there is none
 * @param items lines with links, such as one for each site
 * @param footer why the recipient gets the mail
 * @param unsubscribe the page on which the recipient can end that
 */
public record MailText(
        LocalizedMessages messages,
        String subject,
        List<String> paragraphs,
        List<Link> items,
        @Nullable Link action,
        String footer,
        Link unsubscribe) {

    /** A link with its label. */
    public record Link(String label, String url) {

        private String plain() {
            return label + "\n" + url;
        }
    }

    /** The plain form. Lines end as in SMTP. */
    String plain() {
        return Stream.of(
                        paragraphs.stream(),
                        items.stream().map(Link::plain),
                        Stream.ofNullable(action).map(Link::plain),
                        Stream.of("-- ", footer),
                        Stream.of(unsubscribe.plain()))
                .flatMap(parts -> parts)
                .collect(joining("\n\n"))
                .replace("-- \n\n", "-- \n")
                .replace("\n", "\r\n");
    }
}
