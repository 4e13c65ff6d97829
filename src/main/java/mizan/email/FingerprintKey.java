package mizan.email;

import com.google.crypto.tink.prf.Prf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/** One key of the fingerprint keyset. During a key rotation there are several. */
public final class FingerprintKey {

    private final String id;
    private final Prf prf;

    FingerprintKey(String id, Prf prf) {
        this.id = id;
        this.prf = prf;
    }

    public String id() {
        return id;
    }

    public EmailFingerprint fingerprint(EmailAddress address) {
        try {
            return new EmailFingerprint(
                    prf.compute(address.canonical().getBytes(StandardCharsets.UTF_8), PrfKeys.BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A digest of other data than an address: 32 bytes, different for different lists. The first part says what it is for. */
    public byte[] digest(List<String> parts) {
        return PartsDigest.of(prf, parts);
    }

    @Override
    public String toString() {
        return "FingerprintKey[" + id + "]";
    }
}
