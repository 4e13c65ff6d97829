package mizan.submission;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * Limits of accepted submissions, separate on each replica. A burst of 0 turns a limit off.
 *
 * @param clientBurst allowed at once from one client: an IPv4 address or an IPv6 /64
 * @param articleBurst allowed at once under one article, from all clients
 * @param siteBurst allowed at once on one site, from all clients
 */
@ConfigurationProperties("mizan.submission")
record SubmissionQuotas(
        int clientBurst,
        Duration clientRefill,
        int articleBurst,
        Duration articleRefill,
        int siteBurst,
        Duration siteRefill) {}
