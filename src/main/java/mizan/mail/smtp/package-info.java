/** Sends e-mail over SMTP, with Jakarta Mail. */
@NullMarked
package mizan.mail.smtp;

import org.jspecify.annotations.NullMarked;
