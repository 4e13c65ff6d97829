package mizan.mail;

import java.util.Locale;

/**
 * A person whom the service sends mails, as the pages show it.
 *
 * @param language the language of the mails
 */
public record Recipient(RecipientState state, Locale language) {}
