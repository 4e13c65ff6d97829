package mizan.mail.recipient;

import mizan.platform.i18n.LocalizedMessages;

/**
 * A person whom the service sends mails, as the pages show it.
 *
 * @param messages the texts for this person, in the language of the mails
 */
public record Recipient(RecipientState state, LocalizedMessages messages) {}
