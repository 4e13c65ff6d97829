package mizan.comment;

import java.time.Instant;

/**
 * A client's Idempotency-Key, and the content that it was sent with.
 *
 * @param value 32 bytes over the site, the author and the client's key
 * @param contentDigest 32 bytes over the request's content; a repeated request must have the same
 */
@SuppressWarnings("ArrayRecordComponent") // values for query parameters; never compared
public record IdempotencyKey(byte[] value, byte[] contentDigest, Instant expiresAt) {}
