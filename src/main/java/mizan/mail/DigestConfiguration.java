package mizan.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import mizan.mail.smtp.SmtpConfiguration;
import mizan.site.OpenHours;
import org.jspecify.annotations.Nullable;

/**
 * When moderators are told of overdue queues.
 *
 * @param overdueAfter the age of the oldest pending comment of an overdue queue
 * @param interval the time between two mails to a moderator
 * @param quietHours hours without these mails, such as {@code 22:00-07:00}, in the time zone of the sites; null for none
 */
@ConfigurationProperties(SmtpConfiguration.PREFIX + ".digest")
record DigestConfiguration(
        @Bindable(defaultValue = "4h") Duration overdueAfter,
        @Bindable(defaultValue = "8h") Duration interval,
        @Nullable String quietHours) {

    /** @param ownHours the quiet hours of a moderator, in place of those of the service */
    boolean isQuiet(@Nullable String ownHours, Instant at, ZoneId zone) {
        return Optional.ofNullable(ownHours)
                .or(() -> Optional.ofNullable(quietHours))
                .flatMap(OpenHours::parse)
                .filter(hours -> hours.contains(at, zone))
                .isPresent();
    }
}
