package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.platform.http.client.ClientAddress;
import mizan.platform.limit.Exceeded;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;

/**
 * Limits submissions per client, per article and per site, and in slow mode per client and article. There is no limit per e-mail address: other people's
 * submissions would use it up, and the response would tell that the address is in use.
 */
@Singleton
final class SubmissionLimits {

    /** The time after which a client can comment again on an article in slow mode. */
    private static final Duration SLOW_MODE_INTERVAL = Duration.ofMinutes(1);

    private final Optional<RateLimiter> clients;
    private final Optional<RateLimiter> articles;
    private final Optional<RateLimiter> sites;
    private final RateLimiter slow;
    private final SlowMode slowMode;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();

    SubmissionLimits(SubmissionQuotas quotas, SlowMode slowMode, Clock clock) {
        this.clients = limiter("client", quotas.clientBurst(), quotas.clientRefill(), clock);
        this.articles = limiter("article", quotas.articleBurst(), quotas.articleRefill(), clock);
        this.slow = new RateLimiter(new Quota("slow-mode", 1, SLOW_MODE_INTERVAL), clock);
        this.slowMode = slowMode;
        this.sites = limiter("site", quotas.siteBurst(), quotas.siteRefill(), clock);
    }

    /**
     * Counts a submission, unless a limit is exceeded. Clients on the loopback address have no limit of their own: they are
     * programs on this machine, or a proxy that is not configured as trusted and behind which all readers are one client.
     *
     * @param further limits that only this submission counts for
     */
    Optional<Exceeded> consume(String site, String article, ClientAddress client, List<RateLimit> further) {
        Stream<RateLimit> limits = Stream.of(
                        limit(
                                clients.filter(_ -> !client.isLoopback()),
                                client.network().prefix()),
                        limit(
                                Optional.of(slow).filter(_ -> !client.isLoopback() && slowMode.isOn(site, article)),
                                site,
                                article,
                                client.network().prefix()),
                        limit(articles, site, article),
                        limit(sites, site))
                .flatMap(Optional::stream);
        return RateLimit.consumeAll(Stream.concat(limits, further.stream()).toList());
    }

    private Optional<RateLimit> limit(Optional<RateLimiter> limiter, String... key) {
        return limiter.map(present -> new RateLimit(present, hasher.hash(key)));
    }

    private static Optional<RateLimiter> limiter(String name, int burst, Duration refill, Clock clock) {
        return burst == 0 ? Optional.empty() : Optional.of(new RateLimiter(new Quota(name, burst, refill), clock));
    }
}
