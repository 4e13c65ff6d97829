package mizan.comment;

/**
 * A request's idempotency key, and what is stored to answer a repeated request.
 *
 * @param value 1–100 printable ASCII characters, chosen by the client
 * @param contentDigest 32 bytes over the request's content; a repeated request must have the same
 * @param receiptSealed the encrypted receipt, returned again to a repeated request
 */
@SuppressWarnings("ArrayRecordComponent") // values for query parameters; never compared
public record IdempotencyKey(String value, byte[] contentDigest, byte[] receiptSealed) {}
