package mizan.email;

/**
 * Fingerprint of an address: its HMAC-SHA-256 under a secret key. Equal addresses have equal fingerprints, which do not
 * reveal the address. It never leaves the service.
 *
 * @param value 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // only passed on as a query parameter; never compared
public record EmailFingerprint(byte[] value) {

    @Override
    public String toString() {
        return "EmailFingerprint[…]";
    }
}
