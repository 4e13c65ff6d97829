package mizan.comment.claim;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/**
 * A claim on a pending comment that has not expired.
 *
 * @param id the comment
 * @param moderator the name of the account
 */
@Introspected
public record LiveClaim(UUID id, String site, String moderator, Instant until) {}
