package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.platform.http.ClientAddress;
import mizan.platform.limit.Exceeded;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;

/**
 * Limits submissions per client, per article and per site. There is no limit per e-mail address: other people's
 * submissions would use it up, and the response would tell that the address is in use.
 */
@Singleton
final class SubmissionLimits {

    private final Optional<RateLimiter> clients;
    private final Optional<RateLimiter> articles;
    private final Optional<RateLimiter> sites;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();

    SubmissionLimits(SubmissionQuotas quotas, Clock clock) {
        this.clients = limiter("client", quotas.clientBurst(), quotas.clientRefill(), clock);
        this.articles = limiter("article", quotas.articleBurst(), quotas.articleRefill(), clock);
        this.sites = limiter("site", quotas.siteBurst(), quotas.siteRefill(), clock);
    }

    /**
     * Counts a submission, unless a limit is exceeded. Clients on the loopback address have no limit of their own: they are
     * programs on this machine, or a proxy that is not configured as trusted and behind which all readers are one client.
     */
    Optional<Exceeded> consume(String site, String article, ClientAddress client) {
        List<RateLimit> limits = Stream.of(
                        limit(
                                clients.filter(_ -> !client.isLoopback()),
                                client.network().prefix()),
                        limit(articles, site, article),
                        limit(sites, site))
                .flatMap(Optional::stream)
                .toList();
        return RateLimit.consumeAll(limits);
    }

    private Optional<RateLimit> limit(Optional<RateLimiter> limiter, String... key) {
        return limiter.map(present -> new RateLimit(present, hasher.hash(key)));
    }

    private static Optional<RateLimiter> limiter(String name, int burst, Duration refill, Clock clock) {
        return burst == 0 ? Optional.empty() : Optional.of(new RateLimiter(new Quota(name, burst, refill), clock));
    }
}
