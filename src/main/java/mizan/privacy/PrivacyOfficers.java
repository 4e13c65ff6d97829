package mizan.privacy;

import jakarta.inject.Singleton;
import java.time.Clock;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** Lets only privacy officers work on all data about an e-mail address, and records who tried. */
@Singleton
class PrivacyOfficers {

    private final AuditTrail auditTrail;
    private final Clock clock;

    PrivacyOfficers(AuditTrail auditTrail, Clock clock) {
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Returns normally if the account has the role PRIVACY. A refusal is recorded in the audit trail.
     *
     * @throws ProblemException {@link ProblemType#NOT_ALLOWED} if it has not
     */
    void require(Moderator moderator) {
        if (!moderator.has(Role.PRIVACY)) {
            record(moderator, AuditAction.PERSONAL_DATA_REFUSED, null);
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }

    /** @param detail counts only; never the address, or a function of it */
    void record(Moderator officer, AuditAction action, @Nullable String detail) {
        auditTrail.record(new AuditEntry(clock.instant(), officer.name(), action, null, detail));
    }
}
