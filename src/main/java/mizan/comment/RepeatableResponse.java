package mizan.comment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which the response to a submission is repeated, and its secret part.
 *
 * @param receiptSealed the encrypted receipt
 * @param repeatKeys 32 bytes each, equal for the same text from the same author and client; one under each key of the
 *     fingerprint keyset
 * @param repeatedUntil the time until which {@code repeatKeys} are valid
 * @param key null if the client sent no Idempotency-Key
 */
@SuppressWarnings("ArrayRecordComponent") // values for query parameters; never compared
public record RepeatableResponse(
        byte[] receiptSealed,
        List<byte[]> repeatKeys,
        Instant repeatedUntil,
        @Nullable IdempotencyKey key) {}
