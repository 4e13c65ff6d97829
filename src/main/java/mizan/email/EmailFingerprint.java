package mizan.email;

/**
 * Recognises an address again without showing it: an HMAC-SHA-256 under a key that only the service has. Never leaves
 * the service.
 *
 * @param value 32 octets
 */
@SuppressWarnings("ArrayRecordComponent") // a value for one query parameter; never compared
public record EmailFingerprint(byte[] value) {

    @Override
    public String toString() {
        return "EmailFingerprint[…]";
    }
}
