package mizan.mail.smtp;

import java.util.UUID;
import mizan.email.EmailAddress;

/**
 * A mail to one recipient.
 *
 * @param id the same for each attempt, so that the recipient's server can recognise a repeated one
 * @param senderName the name beside the sender's address
 * @param text plain text
 * @param html the same as a page
 * @param language a language tag (RFC 5646)
 * @param unsubscribe the URL to which a POST unsubscribes (RFC 8058)
 */
public record OutgoingMail(
        UUID id,
        EmailAddress recipient,
        String senderName,
        String subject,
        String text,
        String html,
        String language,
        String unsubscribe) {

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "OutgoingMail[" + id + "]";
    }
}
