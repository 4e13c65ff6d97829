package mizan.submission.robot;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks form stamps. A stamp is a cursor over the time at which a form was opened, bound to a site. Nothing is
 * stored, so a stamp can be used again until it expires.
 */
@Singleton
public final class FormStamps {

    static final Duration LIFETIME = Duration.ofHours(24);

    static final Duration MIN_FILL_TIME = Duration.ofSeconds(3);

    private final Cursors cursors;
    private final Clock clock;

    FormStamps(Cursors cursors, Clock clock) {
        this.cursors = cursors;
        this.clock = clock;
    }

    /** A stamp for a form that is opened now. */
    FormStamp issue(String site) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new FormStamp(stamp(site, now), now.plus(LIFETIME));
    }

    /**
     * A stamp for a form in a page that caches keep. All replicas render the same stamp within an hour, so the page keeps
     * its ETag. Only the expiration means something: the time at which such a form is opened is unknown.
     */
    public String ofCachedPage(String site) {
        return stamp(site, clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    StampCheck check(String site, @Nullable String stamp) {
        if (stamp == null || stamp.isBlank()) {
            return StampCheck.MISSING;
        }
        return cursors.find(scope(site), stamp)
                .map(values -> check(Instant.ofEpochSecond(Long.parseLong(values.getFirst()))))
                .orElse(StampCheck.FORGED);
    }

    private StampCheck check(Instant openedAt) {
        Duration age = Duration.between(openedAt, clock.instant());
        if (age.compareTo(LIFETIME) >= 0) {
            return StampCheck.EXPIRED;
        }
        return age.compareTo(MIN_FILL_TIME) < 0 ? StampCheck.TOO_FAST : StampCheck.VALID;
    }

    private String stamp(String site, Instant openedAt) {
        return cursors.encode(scope(site), openedAt.getEpochSecond());
    }

    private static CursorScope scope(String site) {
        return CursorScope.of("form stamp", site);
    }
}
