package mizan.privacy;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentId;
import mizan.comment.Comments;
import mizan.email.EmailVault;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/** Decrypts e-mail addresses for the privacy officer, and records each disclosure in the audit trail. */
@Singleton
public class EmailDisclosure {

    private final Comments comments;
    private final EmailVault vault;
    private final AuditTrail auditTrail;
    private final Clock clock;

    EmailDisclosure(Comments comments, EmailVault vault, AuditTrail auditTrail, Clock clock) {
        this.comments = comments;
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

    private void record(Moderator moderator, AuditAction action, UUID comment, @Nullable String purpose) {
        auditTrail.record(new AuditEntry(clock.instant(), moderator.name(), action, comment, purpose));
    }
}
