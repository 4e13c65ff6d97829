package mizan.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import mizan.mail.smtp.SmtpConfiguration;

/**
 * Limits of e-mail.
 *
 * @param confirmationsPerHour the mails that ask for a confirmation, of all sites
 */
@ConfigurationProperties(SmtpConfiguration.PREFIX)
record MailConfiguration(@Bindable(defaultValue = "300") int confirmationsPerHour) {}
