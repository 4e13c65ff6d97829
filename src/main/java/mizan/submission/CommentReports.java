package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mizan.comment.CommentId;
import mizan.comment.Report;
import mizan.comment.ReportReason;
import mizan.comment.Reports;
import mizan.platform.http.ClientAddress;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;
import mizan.site.Site;

/** Accepts readers' reports of published comments. A client may send as many as comments. */
@Singleton
public class CommentReports {

    private final Reports reports;
    private final ClientPseudonym pseudonym;
    private final Optional<RateLimiter> clients;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();
    private final Clock clock;

    CommentReports(Reports reports, ClientPseudonym pseudonym, SubmissionQuotas quotas, Clock clock) {
        this.reports = reports;
        this.pseudonym = pseudonym;
        this.clients = quotas.clientBurst() == 0
                ? Optional.empty()
                : Optional.of(new RateLimiter(new Quota("client", quotas.clientBurst(), quotas.clientRefill()), clock));
        this.clock = clock;
    }

    /** Reports a comment. The report is committed before this method returns. */
    public ReportOutcome report(Site site, CommentId comment, ReportReason reason, ClientAddress client) {
        return limit(client)
                .map(limit -> RateLimit.consumeAll(List.of(limit)))
                .flatMap(exceeded -> exceeded)
                .<ReportOutcome>map(ReportOutcome.TooMany::new)
                .orElseGet(() -> store(site, comment, reason, client));
    }

    private ReportOutcome store(Site site, CommentId comment, ReportReason reason, ClientAddress client) {
        Instant now = clock.instant();
        return reports.add(new Report(site.name(), comment, pseudonym.of(client, now), reason, now))
                ? new ReportOutcome.Accepted()
                : new ReportOutcome.NoSuchComment();
    }

    // As for submissions: clients on the loopback address are programs on this machine, or all readers behind a proxy.
    private Optional<RateLimit> limit(ClientAddress client) {
        return clients.filter(_ -> !client.isLoopback())
                .map(limiter ->
                        new RateLimit(limiter, hasher.hash(client.network().prefix())));
    }
}
