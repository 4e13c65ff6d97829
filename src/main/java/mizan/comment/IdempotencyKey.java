package mizan.comment;

import java.time.Instant;
import java.util.List;

/**
 * A client's Idempotency-Key, and the content that it was sent with. Both are digests, one under each key of the fingerprint
 * keyset: during a key rotation each replica finds the keys that the others have stored.
 *
 * @param values 32 bytes each, over the site, the author and the client's key
 * @param contentDigests 32 bytes each, over the request's content; a repeated request must have the same
 */
public record IdempotencyKey(List<byte[]> values, List<byte[]> contentDigests, Instant expiresAt) {}
