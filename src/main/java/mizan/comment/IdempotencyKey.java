package mizan.comment;

/**
 * Under which key a request arrived, and what a repetition of it must agree with.
 *
 * @param value 1–100 printable ASCII characters, chosen by the client
 * @param contentDigest 32 octets over the request's content
 * @param receiptSealed the receipt, to be given again
 */
@SuppressWarnings("ArrayRecordComponent") // values for query parameters; never compared
public record IdempotencyKey(String value, byte[] contentDigest, byte[] receiptSealed) {}
