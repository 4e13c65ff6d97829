package mizan.mail;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mizan.mail.smtp.OutgoingMail;
import mizan.mail.smtp.SendOutcome;
import mizan.mail.smtp.SmtpConfiguration;
import mizan.mail.smtp.SmtpServer;
import mizan.platform.job.Job;
import mizan.platform.tracing.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues the mails that are due, and sends them. A mail that the server has not accepted is sent again, with the same
 * Message-ID, until it is parked.
 *
 * <p>A mail is taken in one transaction and ended in another, and between them the server accepts it. If the process is killed
 * after that and before the second transaction, the mail is sent twice: SMTP has no way to avoid this and to lose nothing.
 */
@Singleton
@Requires(beans = SmtpConfiguration.class)
class MailDelivery implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    /** Longer than an attempt can take: a mail whose process was killed is sent again after it. */
    static final Duration LEASE = Duration.ofMinutes(15);

    /** Mails of one run. */
    private static final int MAX_MAILS = 500;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;

    /** A mail that is older is parked. */
    static final Duration PATIENCE = Duration.ofDays(3);

    private final MailPlan plan;
    private final MailQueueRepository mails;
    private final NotificationRepository notifications;
    private final MailWriter writer;
    private final SmtpServer smtp;
    private final Traces traces;
    private final MailMeters meters;
    private final Clock clock;

    MailDelivery(
            MailPlan plan,
            MailQueueRepository mails,
            NotificationRepository notifications,
            MailWriter writer,
            SmtpServer smtp,
            Traces traces,
            MailMeters meters,
            Clock clock) {
        this.plan = plan;
        this.mails = mails;
        this.notifications = notifications;
        this.writer = writer;
        this.smtp = smtp;
        this.traces = traces;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        plan.run();
        try (SmtpServer.Connection connection = smtp.connection()) {
            boolean isAvailable = true;
            for (int number = 0;
                    number < MAX_MAILS && isAvailable && !Thread.currentThread().isInterrupted();
                    number++) {
                Instant now = clock.instant();
                List<MailRow> mail = mails.take(now, now.plus(LEASE));
                if (mail.isEmpty()) {
                    return;
                }
                isAvailable = deliver(mail.getFirst(), connection);
            }
        }
    }

    /** @return whether the server can be used for the next mail */
    private boolean deliver(MailRow mail, SmtpServer.Connection connection) {
        Optional<OutgoingMail> written = writer.write(mail);
        if (written.isEmpty()) {
            drop(mail);
            return true;
        }
        SendOutcome outcome = traces.trace(
                "SMTP",
                () -> connection.send(written.get()),
                ended -> ended.getClass().getSimpleName());
        switch (outcome) {
            case SendOutcome.Sent _ -> end(mail, MailState.SENT);
            case SendOutcome.Refused(int code) -> {
                LOG.warn("Mail {} ({}) is parked: the server refuses it with {}", mail.id(), mail.kind(), code);
                end(mail, MailState.PARKED);
            }
            case SendOutcome.Deferred(int code) -> retry(mail, "code " + code);
            case SendOutcome.Unavailable(String cause) -> retry(mail, cause);
        }
        return !(outcome instanceof SendOutcome.Unavailable);
    }

    // The comment may have been reopened: its author is told of the next decision.
    private void drop(MailRow mail) {
        if (mail.commentId() == null) {
            end(mail, MailState.DROPPED);
            return;
        }
        mails.deleteOfComments(new String[] {mail.commentId().toString()});
        notifications.addPending(mail.commentId(), mail.recipientId(), clock.instant());
        meters.count(mail.kind(), MailState.DROPPED.name().toLowerCase(Locale.ROOT));
    }

    private void end(MailRow mail, MailState state) {
        mails.end(mail.id(), state, clock.instant());
        meters.count(mail.kind(), state.name().toLowerCase(Locale.ROOT));
    }

    private void retry(MailRow mail, String cause) {
        Instant now = clock.instant();
        if (mail.createdAt().plus(PATIENCE).isBefore(now)) {
            LOG.warn("Mail {} ({}) is parked after {} attempts: {}", mail.id(), mail.kind(), mail.attempts(), cause);
            end(mail, MailState.PARKED);
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(mail.attempts() - 1, DOUBLINGS));
        LOG.warn("Mail {} ({}) was not sent, and is sent again later: {}", mail.id(), mail.kind(), cause);
        mails.retry(mail.id(), now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
        meters.count(mail.kind(), "retried");
    }
}
