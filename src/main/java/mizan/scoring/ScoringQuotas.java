package mizan.scoring;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * Limits of requests for scores, separate on each replica.
 *
 * @param keyBurst requests with one key allowed at once
 * @param keyRefill the time after which one more is allowed
 */
@ConfigurationProperties("mizan.scoring")
record ScoringQuotas(int keyBurst, Duration keyRefill) {}
