package mizan.privacy.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import mizan.comment.RejectionReason;
import mizan.privacy.statement.StatementOfReasons.Source;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * A rejection that is in force: the facts of its statement of reasons, without anything personal.
 *
 * @param version the version of the comment that the rejection produced
 * @param legalGround the law that the comment breaks; only with {@link RejectionReason#ILLEGAL}
 * @param visibility what the rejection changed for readers
 * @param automation what automated means had to do with it
 * @param source how the comment was noticed
 */
record Rejection(
        UUID comment,
        int version,
        Site site,
        RejectionReason reason,
        @Nullable String legalGround,
        Visibility visibility,
        Automation automation,
        Source source,
        Instant submittedAt,
        Instant decidedAt) {

    LocalDate submittedOn() {
        return submittedAt.atZone(site.timeZone()).toLocalDate();
    }

    LocalDate decidedOn() {
        return decidedAt.atZone(site.timeZone()).toLocalDate();
    }

    /** Whether the rejection removed a published comment. */
    enum Visibility {
        /** Readers have never seen the comment. */
        DISABLED,
        /** Readers have seen the comment. */
        REMOVED
    }

    /** The part of the moderation that was automated. */
    enum Automation {
        /** A person noticed the comment and decided. */
        NONE,
        /** Screening noticed the comment; a person decided. */
        DETECTION,
        /** The service noticed the comment and decided. */
        DECISION
    }
}
