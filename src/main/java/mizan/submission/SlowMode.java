package mizan.submission;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mizan.comment.article.Articles;
import mizan.site.Site;
import mizan.site.Sites;

/**
 * Which articles are in slow mode: by an ADMIN, or because they get many comments at the moment. They are read once a
 * second, so that no submission reads them, and all replicas agree. While the database is unavailable, the last ones are
 * known, and no submission is accepted.
 */
@Context
public class SlowMode {

    private static final Duration BURST_PERIOD = Duration.ofMinutes(1);

    private final Articles articles;
    private final Map<String, Integer> bursts;
    private final Clock clock;
    private volatile Set<Articles.Position> slow = Set.of();

    SlowMode(Articles articles, Sites sites, Clock clock) {
        this.articles = articles;
        this.clock = clock;
        this.bursts = sites.all().stream()
                .flatMap(site -> burst(site).stream().map(burst -> Map.entry(site.name(), burst)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Optional<Integer> burst(Site site) {
        return Optional.ofNullable(site.closing().slowModeBurst());
    }

    @Scheduled(fixedDelay = "1s")
    void poll() {
        Set<Articles.Position> read = new HashSet<>(articles.slow());
        read.addAll(articles.bursting(bursts, clock.instant().minus(BURST_PERIOD)));
        slow = Set.copyOf(read);
    }

    /** Whether a client can send only one comment a minute to an article. */
    public boolean isOn(String site, String article) {
        return slow.contains(new Articles.Position(site, article));
    }
}
