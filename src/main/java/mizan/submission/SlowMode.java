package mizan.submission;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.Set;
import mizan.comment.Articles;
import mizan.platform.database.DatabaseUnavailable;

/**
 * Which articles are in slow mode. They are read once a second, so that no submission reads them. While the database is
 * unavailable, the last ones are known, and no submission is accepted.
 */
@Context
class SlowMode {

    private final Articles articles;
    private volatile Set<Articles.Position> slow = Set.of();

    SlowMode(Articles articles) {
        this.articles = articles;
    }

    @Scheduled(fixedDelay = "1s")
    void poll() {
        try {
            slow = articles.slow();
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }

    boolean isOn(String site, String article) {
        return slow.contains(new Articles.Position(site, article));
    }
}
