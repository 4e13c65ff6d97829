package mizan.privacy;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.Comments;
import mizan.comment.notice.Notices;
import mizan.comment.notice.StoredNotice;
import mizan.email.EmailVault;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/** Decrypts e-mail addresses for the privacy officer, and records each disclosure in the audit trail. */
@Singleton
public class EmailDisclosure {

    private final Comments comments;
    private final Notices notices;
    private final EmailVault vault;
    private final AuditTrail auditTrail;
    private final Clock clock;

    EmailDisclosure(Comments comments, Notices notices, EmailVault vault, AuditTrail auditTrail, Clock clock) {
        this.comments = comments;
        this.notices = notices;
        this.vault = vault;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Whether the account may see e-mail addresses. A refusal is recorded in the audit trail. */
    public boolean isAllowed(Moderator moderator, UUID comment) {
        if (moderator.has(Role.PRIVACY)) {
            return true;
        }
        record(moderator, AuditAction.EMAIL_REVEAL_REFUSED, comment, null);
        return false;
    }

    /**
     * Decrypts the e-mail address of a comment's author. It is returned only after the audit entry is written.
     *
     * @param purpose recorded in the audit trail
     */
    public DisclosureOutcome disclose(Moderator moderator, UUID comment, String purpose) {
        Optional<byte[]> sealed = comments.sealedEmail(new CommentId(comment));
        if (sealed.isEmpty()) {
            return new DisclosureOutcome.NoSuchComment();
        }
        Optional<String> address = vault.unseal(sealed.get(), comment);
        address.ifPresent(_ -> record(moderator, AuditAction.EMAIL_REVEALED, comment, purpose));
        return address.<DisclosureOutcome>map(DisclosureOutcome.Disclosed::new)
                .orElseGet(DisclosureOutcome.Unreadable::new);
    }

    /** Whether the account may see e-mail addresses of notifiers. A refusal is recorded in the audit trail. */
    public boolean isAllowedForNotice(Moderator moderator, UUID notice) {
        if (moderator.has(Role.PRIVACY)) {
            return true;
        }
        record(
                moderator,
                AuditAction.EMAIL_REVEAL_REFUSED,
                notices.find(notice).map(StoredNotice::commentId).orElse(null),
                "notice: " + notice);
        return false;
    }

    /** The comment of a notice whose sender has left an address; empty if there is none. */
    public Optional<UUID> commentOfNotice(UUID notice) {
        return withAddress(notice).map(StoredNotice::commentId);
    }

    private Optional<StoredNotice> withAddress(UUID notice) {
        return notices.find(notice).filter(stored -> stored.emailSealed() != null);
    }

    /**
     * Decrypts the e-mail address of a notifier. It is returned only after the audit entry is written.
     *
     * @param purpose recorded in the audit trail
     */
    public DisclosureOutcome discloseNotifier(Moderator moderator, UUID notice, String purpose) {
        Optional<StoredNotice> found = withAddress(notice);
        if (found.isEmpty()) {
            return new DisclosureOutcome.NoSuchComment();
        }
        byte[] ciphertext = requireNonNull(found.get().emailSealed());
        Optional<String> address = vault.unseal(ciphertext, notice);
        address.ifPresent(_ -> record(
                moderator, AuditAction.EMAIL_REVEALED, found.get().commentId(), "notice: " + notice + ", " + purpose));
        return address.<DisclosureOutcome>map(DisclosureOutcome.Disclosed::new)
                .orElseGet(DisclosureOutcome.Unreadable::new);
    }

    private void record(Moderator moderator, AuditAction action, @Nullable UUID comment, @Nullable String purpose) {
        auditTrail.record(new AuditEntry(clock.instant(), moderator.name(), action, comment, purpose));
    }
}
