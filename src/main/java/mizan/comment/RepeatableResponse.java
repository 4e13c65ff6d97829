package mizan.comment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which the response to a submission is repeated, and its secret part.
 *
 * @param receiptSealed the encrypted receipt
 * @param repeatKey 32 bytes, equal for the same text from the same author and client
 * @param repeatedUntil the time until which {@code repeatKey} is valid
 * @param key null if the client sent no Idempotency-Key
 */
@SuppressWarnings("ArrayRecordComponent") // values for query parameters; never compared
public record RepeatableResponse(
        byte[] receiptSealed,
        byte[] repeatKey,
        Instant repeatedUntil,
        @Nullable IdempotencyKey key) {}
