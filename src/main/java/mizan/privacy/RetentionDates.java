package mizan.privacy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.comment.CommentStatus;
import mizan.site.RetentionPolicy;
import mizan.site.Site;
import mizan.site.Sites;

/** When the retention erases data. Data of sites that are no longer configured stays. */
@Singleton
class RetentionDates {

    private final Sites sites;

    RetentionDates(Sites sites) {
        this.sites = sites;
    }

    /** When a rejected comment is erased, or the address and receipt of an approved one. */
    Optional<Instant> ofComment(String site, CommentStatus status, Optional<Instant> decidedAt) {
        return policy(site).flatMap(policy -> switch (status) {
            case REJECTED -> decidedAt.flatMap(policy.rejected()::end);
            case APPROVED -> decidedAt.flatMap(policy.approved()::end);
            case PENDING, WITHDRAWN -> Optional.empty();
        });
    }

    /** When a client pseudonym is erased: at the end of its own period, or with the address before. */
    Optional<Instant> ofClient(String site, Instant submittedAt, Optional<Instant> ofComment) {
        return Stream.of(policy(site).flatMap(policy -> policy.client().end(submittedAt)), ofComment)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Optional<RetentionPolicy> policy(String site) {
        return sites.find(site).map(Site::retention);
    }
}
