package mizan.mail;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mizan.mail.recipient.Recipients;
import mizan.platform.job.Batches;
import mizan.platform.job.Job;

/** Deletes mails that have ended or are about comments without an author, wishes that nobody has confirmed, and addresses that are no longer used. */
@Singleton
class MailCleanup implements Job {

    static final Duration MAILS = Duration.ofDays(30);
    static final Duration REQUESTS = Duration.ofDays(180);
    static final Duration UNCONFIRMED = Duration.ofDays(30);
    static final Duration RECIPIENTS = Duration.ofDays(365);

    private static final int BATCH_SIZE = 1_000;

    private final MailQueueRepository mails;
    private final NotificationRepository notifications;
    private final Recipients recipients;
    private final Clock clock;

    MailCleanup(MailQueueRepository mails, NotificationRepository notifications, Recipients recipients, Clock clock) {
        this.mails = mails;
        this.notifications = notifications;
        this.recipients = recipients;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail-cleanup";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        mails.deleteOfErased();
        notifications.deleteOfErased();
        Batches.run(() -> mails.deleteEnded(now.minus(MAILS), BATCH_SIZE));
        Batches.run(() -> notifications.deleteBefore(now.minus(REQUESTS), BATCH_SIZE));
        Batches.run(() -> recipients.deleteUnused(now.minus(UNCONFIRMED), now.minus(RECIPIENTS), BATCH_SIZE));
    }
}
