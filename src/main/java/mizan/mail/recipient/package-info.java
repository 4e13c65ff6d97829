/** Recipients of mails: their sealed addresses, and whether they have confirmed or unsubscribed. */
@NullMarked
package mizan.mail.recipient;

import org.jspecify.annotations.NullMarked;
