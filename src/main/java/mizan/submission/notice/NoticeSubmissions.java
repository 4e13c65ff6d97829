package mizan.submission.notice;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Receipt;
import mizan.comment.notice.NewNotice;
import mizan.comment.notice.Notices;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.moderation.decision.ReportThreshold;
import mizan.platform.database.UuidV7;
import mizan.platform.http.client.ClientAddress;
import mizan.site.Site;
import mizan.submission.ClientPseudonym;
import mizan.submission.ReportLimit;
import org.jspecify.annotations.Nullable;

/** Accepts notices of illegal content about published comments. */
@Singleton
public class NoticeSubmissions {

    private final Notices notices;
    private final ClientPseudonym pseudonym;
    private final ReportLimit limit;
    private final ReportThreshold threshold;
    private final EmailVault vault;
    private final Clock clock;

    NoticeSubmissions(
            Notices notices,
            ClientPseudonym pseudonym,
            ReportLimit limit,
            ReportThreshold threshold,
            EmailVault vault,
            Clock clock) {
        this.notices = notices;
        this.pseudonym = pseudonym;
        this.limit = limit;
        this.threshold = threshold;
        this.vault = vault;
        this.clock = clock;
    }

    /** Sends a notice about a comment. It is committed before this method returns. */
    public NoticeOutcome submit(Site site, CommentId comment, NoticeRequest notice, ClientAddress client) {
        return switch (NoticeValidator.validate(notice)) {
            case NoticeValidator.Result.Invalid(var violations) -> new NoticeOutcome.Invalid(violations);
            case NoticeValidator.Result.Valid valid ->
                limit.consume(client)
                        .<NoticeOutcome>map(NoticeOutcome.TooMany::new)
                        .orElseGet(() -> {
                            Instant now = clock.instant();
                            UUID id = UuidV7.at(now);
                            Receipt receipt = Receipt.random();
                            @Nullable EmailAddress email = valid.email();
                            boolean isStored = notices.add(new NewNotice(
                                    id,
                                    comment.value(),
                                    site.name(),
                                    NewNotice.bytea(pseudonym.of(client, now)),
                                    notice.isAboutChildSexualAbuse(),
                                    valid.explanation(),
                                    valid.name(),
                                    email == null ? null : NewNotice.bytea(vault.seal(email, id)),
                                    email == null
                                            ? null
                                            : NewNotice.bytea(
                                                    vault.fingerprint(email).value()),
                                    NewNotice.bytea(receipt.hash()),
                                    now));
                            if (!isStored) {
                                return new NoticeOutcome.NoSuchComment();
                            }
                            threshold.check(site, comment);
                            return new NoticeOutcome.Accepted(id, now, receipt);
                        });
        };
    }
}
