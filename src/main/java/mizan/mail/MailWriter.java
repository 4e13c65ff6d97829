package mizan.mail;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.mail.DigestRepository.OverdueQueue;
import mizan.mail.MailText.Link;
import mizan.mail.recipient.RecipientRow;
import mizan.mail.recipient.RecipientState;
import mizan.mail.recipient.Recipients;
import mizan.mail.smtp.OutgoingMail;
import mizan.mail.smtp.SmtpConfiguration;
import mizan.platform.http.Templates;
import mizan.platform.http.url.HttpUrl;
import mizan.platform.i18n.LocalizedMessages;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.text.DurationText;
import org.jspecify.annotations.Nullable;

/** Writes mails. Their texts are those of the service and of the settings; a mail never quotes what a reader has written. */
@Singleton
@Requires(beans = SmtpConfiguration.class)
class MailWriter {

    private static final String SERVICE_NAME = "Mizan";

    private final Recipients recipients;
    private final MailQueueRepository mails;
    private final Digests digests;
    private final EmailVault vault;
    private final Sites sites;
    private final Templates templates;
    private final Clock clock;
    private final String publicOrigin;

    MailWriter(
            Recipients recipients,
            MailQueueRepository mails,
            Digests digests,
            EmailVault vault,
            Sites sites,
            Templates templates,
            Clock clock,
            @Property(name = "mizan.public-origin") String publicOrigin) {
        this.recipients = recipients;
        this.mails = mails;
        this.digests = digests;
        this.vault = vault;
        this.sites = sites;
        this.templates = templates;
        this.clock = clock;
        this.publicOrigin =
                publicOrigin.endsWith("/") ? publicOrigin.substring(0, publicOrigin.length() - 1) : publicOrigin;
    }

    /** Empty if there is nothing to tell any more, or the recipient does not want it. */
    Optional<OutgoingMail> write(MailRow mail) {
        return recipients
                .find(mail.recipientId())
                .flatMap(recipient -> vault.unsealReceipt(recipient.tokenSealed(), recipient.id())
                        .flatMap(token -> text(mail, recipient, publicOrigin + "/mail/" + token))
                        .flatMap(text -> vault.address(recipient.address(), recipient.id())
                                .map(address -> outgoing(mail, address, text))));
    }

    private OutgoingMail outgoing(MailRow mail, EmailAddress address, Text text) {
        MailText content = text.content();
        return new OutgoingMail(
                mail.id(),
                address,
                text.sender(),
                content.subject(),
                content.plain(),
                templates.render("mail/mail.jte", content),
                content.messages().tag(),
                content.unsubscribe().url());
    }

    private Optional<Text> text(MailRow mail, RecipientRow recipient, String base) {
        LocalizedMessages messages = Recipients.messages(recipient);
        return switch (mail.kind()) {
            case CONFIRMATION ->
                recipient.state() == RecipientState.UNCONFIRMED
                        ? Optional.of(confirmation(recipient, messages, base))
                        : Optional.empty();
            case DECISION ->
                recipient.state() == RecipientState.CONFIRMED
                        ? Optional.ofNullable(mail.commentId())
                                .flatMap(comment -> mails.decided(comment)
                                        .flatMap(decided -> sites.find(decided.site())
                                                .map(site -> decision(comment, decided, site, messages, base))))
                        : Optional.empty();
            case DIGEST ->
                recipient.state() == RecipientState.CONFIRMED
                        ? Optional.ofNullable(recipient.moderator())
                                .map(digests::overdue)
                                .filter(queues -> !queues.isEmpty())
                                .map(queues -> digest(queues, messages, base))
                        : Optional.empty();
        };
    }

    private Text confirmation(RecipientRow recipient, LocalizedMessages messages, String base) {
        String sender =
                mails.site(recipient.id()).flatMap(sites::find).map(Site::title).orElse(SERVICE_NAME);
        return new Text(
                sender,
                new MailText(
                        messages,
                        messages.get("mail.confirmation.subject", sender),
                        List.of(
                                messages.get("mail.confirmation.text", sender),
                                messages.get("mail.confirmation.ignore")),
                        List.of(),
                        new Link(messages.get("mail.confirmation.link"), base + "/confirmation"),
                        messages.get("mail.confirmation.footer", sender),
                        new Link(messages.get("mail.confirmation.refuse"), base + "/unsubscription")));
    }

    private Text digest(List<OverdueQueue> queues, LocalizedMessages messages, String base) {
        Instant now = clock.instant();
        List<Link> items = queues.stream()
                .map(queue -> new Link(
                        messages.get(
                                "mail.digest.site",
                                sites.get(queue.site()).title(),
                                messages.number(queue.pending()),
                                DurationText.of(messages.language(), Duration.between(queue.oldestAt(), now))),
                        publicOrigin + "/console?site=" + queue.site()))
                .toList();
        return new Text(
                SERVICE_NAME,
                new MailText(
                        messages,
                        messages.get("mail.digest.subject"),
                        List.of(messages.get("mail.digest.text")),
                        items,
                        null,
                        messages.get("mail.footer"),
                        new Link(messages.get("mail.unsubscribe"), base + "/unsubscription")));
    }

    private static Text decision(
            UUID comment, DecidedComment decided, Site site, LocalizedMessages messages, String base) {
        String key = decided.isApproved() ? "mail.approved" : "mail.rejected";
        String day = messages.moment(decided.submittedAt(), site.timeZone());
        String reason = decided.reason() == null ? "" : messages.get("comments.reason." + decided.reason());
        return new Text(
                site.title(),
                new MailText(
                        messages,
                        messages.get(key + ".subject", site.title()),
                        List.of(messages.get(key + ".text", day, reason)),
                        List.of(),
                        action(comment, decided, site, messages),
                        messages.get("mail.footer", site.title()),
                        new Link(messages.get("mail.unsubscribe"), base + "/unsubscription")));
    }

    // The comment, or the page on which the author can complain. The article's URL was checked by a moderator, and is
    // one of
    // the site.
    private static @Nullable Link action(UUID comment, DecidedComment decided, Site site, LocalizedMessages messages) {
        if (decided.isApproved()) {
            return site.url(decided.articleUrl())
                    .map(url -> new Link(
                            messages.get("mail.approved.link"),
                            url.withFragment("comment-" + comment).toAscii()))
                    .orElse(null);
        }
        return Optional.ofNullable(site.terms().contactUrl())
                .flatMap(HttpUrl::parse)
                .map(url -> new Link(messages.get("mail.rejected.link"), url.toAscii()))
                .orElse(null);
    }

    /** @param sender the name beside the sender's address */
    private record Text(String sender, MailText content) {}
}
