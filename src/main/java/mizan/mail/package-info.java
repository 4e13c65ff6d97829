/**
 * E-mail to authors and moderators: confirmed addresses, the queue of mails, notifications of decisions.
 *
 * <p>Mail is off without the setting {@code mizan.mail.host}. Nobody gets more than one mail before the address is confirmed.
 * A mail is a row with ids, stored in a transaction; its text is written when it is sent, so the queue holds no personal data
 * but the sealed address of its recipient.
 */
@NullMarked
package mizan.mail;

import org.jspecify.annotations.NullMarked;
