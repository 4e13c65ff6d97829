package mizan.mail;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.mail.recipient.RecipientRow;
import mizan.mail.recipient.RecipientState;
import mizan.mail.recipient.Recipients;
import mizan.mail.smtp.SmtpConfiguration;

/**
 * Queues mails. It reads what is stored and not what has happened, so nothing is lost while mail is off or the service is
 * down.
 */
@Singleton
@Requires(beans = SmtpConfiguration.class)
class MailPlan {

    /** The time in which moderators undo a decision. */
    static final Duration UNDO = Duration.ofMinutes(2);

    /** The mails on decisions that a recipient gets in a day. Anybody can send comments with a confirmed address. */
    static final int DECISIONS_PER_DAY = 20;

    /** The requests that one run looks at. */
    private static final int BATCH_SIZE = 500;

    private final NotificationRepository notifications;
    private final Recipients recipients;
    private final MailQueueRepository mails;
    private final Digests digests;
    private final MailConfiguration configuration;
    private final EmailVault vault;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    MailPlan(
            NotificationRepository notifications,
            Recipients recipients,
            MailQueueRepository mails,
            Digests digests,
            MailConfiguration configuration,
            EmailVault vault,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.mails = mails;
        this.digests = digests;
        this.configuration = configuration;
        this.vault = vault;
        this.transactions = transactions;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        for (NotificationRepository.Row request : notifications.withoutRecipient(BATCH_SIZE)) {
            inTransaction(() -> assign(request, now));
        }
        inTransaction(() -> mails.queueConfirmations(now, configuration.confirmationsPerHour()));
        inTransaction(() -> mails.queueDecisions(now, now.minus(UNDO), DECISIONS_PER_DAY));
        inTransaction(() -> digests.queue(now));
    }

    private void inTransaction(LongSupplier step) {
        transactions.executeWrite(_ -> {
            mails.lock();
            return step.getAsLong();
        });
    }

    /** Finds or stores the recipient of a request. The request of a person who has unsubscribed is deleted. */
    private long assign(NotificationRepository.Row request, Instant now) {
        byte[] sealed = request.emailSealed();
        Optional<EmailAddress> address = sealed == null ? Optional.empty() : vault.address(sealed, request.commentId());
        if (address.isEmpty()) {
            return forget(request);
        }
        Optional<RecipientRow> recipient = recipients.ofAuthor(address.get(), request.language(), now);
        if (recipient.isEmpty() || recipient.get().state() == RecipientState.UNSUBSCRIBED) {
            return forget(request);
        }
        notifications.setRecipient(request.commentId(), recipient.get().id());
        return 1;
    }

    private long forget(NotificationRepository.Row request) {
        notifications.deleteOfComments(List.of(request.commentId().toString()).toArray(String[]::new));
        return 0;
    }
}
