package mizan.mail;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import mizan.mail.smtp.SmtpConfiguration;

/** The wishes of authors to be told of the decision on their comment. */
@Singleton
public class NotificationRequests {

    private final NotificationRepository repository;
    private final MailQueueRepository mails;
    private final boolean isAvailable;
    private final Clock clock;

    NotificationRequests(
            NotificationRepository repository,
            MailQueueRepository mails,
            Optional<SmtpConfiguration> smtp,
            Clock clock) {
        this.repository = repository;
        this.mails = mails;
        this.isAvailable = smtp.isPresent();
        this.clock = clock;
    }

    /** Whether the service sends e-mails. */
    public boolean areAvailable() {
        return isAvailable;
    }

    /**
     * Stores the wish for a comment, if the service sends e-mails. It is committed before this method returns; a repeated one
     * changes nothing.
     */
    public void add(UUID comment, Locale language) {
        if (isAvailable) {
            repository.add(comment, language.toLanguageTag(), clock.instant());
        }
    }

    /** Deletes all that links comments with an address, in the transaction that erases their authors. */
    public void erase(Collection<UUID> comments) {
        String[] ids = comments.stream().map(UUID::toString).toArray(String[]::new);
        repository.deleteOfComments(ids);
        mails.deleteOfComments(ids);
    }
}
