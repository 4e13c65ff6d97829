package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import mizan.platform.http.client.ClientAddress;
import mizan.platform.limit.Exceeded;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;

/** The limit of reports and notices: a client may send as many as comments. */
@Singleton
public class ReportLimit {

    private final Optional<RateLimiter> clients;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();

    ReportLimit(SubmissionQuotas quotas, Clock clock) {
        this.clients = quotas.clientBurst() == 0
                ? Optional.empty()
                : Optional.of(new RateLimiter(new Quota("client", quotas.clientBurst(), quotas.clientRefill()), clock));
    }

    /** Counts a report. Returns the limit that it exceeds, or nothing. */
    public Optional<Exceeded> consume(ClientAddress client) {
        // As for submissions: clients on the loopback address are programs on this machine, or all readers behind a
        // proxy.
        return clients.filter(_ -> !client.isLoopback())
                .map(limiter ->
                        new RateLimit(limiter, hasher.hash(client.network().prefix())))
                .flatMap(limit -> RateLimit.consumeAll(List.of(limit)));
    }
}
