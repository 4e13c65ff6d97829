package mizan.comment.key;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Number of stored values by the key that has made them. */
public final class KeyUsage {

    private final Map<String, Long> sealed = new TreeMap<>();
    private final Map<String, Long> fingerprints = new TreeMap<>();
    private long unreadable;

    /** Comments and receipts that a key of the e-mail keyset has sealed, readable or not. */
    public long sealed(String keyId) {
        return sealed.getOrDefault(keyId, 0L);
    }

    /** Comments whose fingerprint a key of the fingerprint keyset has computed, as far as their address can be read. */
    public long fingerprints(String keyId) {
        return fingerprints.getOrDefault(keyId, 0L);
    }

    /** Comments whose address cannot be read. Which key has computed their fingerprint is not known. */
    public long unreadable() {
        return unreadable;
    }

    void addSealed(String keyId) {
        sealed.merge(keyId, 1L, Long::sum);
    }

    void addFingerprint(@Nullable String keyId) {
        if (keyId != null) {
            fingerprints.merge(keyId, 1L, Long::sum);
        }
    }

    void addUnreadable() {
        unreadable++;
    }
}
