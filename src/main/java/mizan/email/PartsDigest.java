package mizan.email;

import com.google.crypto.tink.prf.Prf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import mizan.platform.Sha256;

/**
 * Digest of a list of parts under a secret key: without it, a stored digest cannot be tested against guesses. Each part
 * follows its length, so that different lists never have the same input. The first part says what the digest is for.
 */
final class PartsDigest {

    private PartsDigest() {}

    /** 32 bytes. Its input starts with a zero byte and no address does, so it is no fingerprint. */
    static byte[] of(Prf prf, List<String> parts) {
        MessageDigest sha256 = Sha256.newDigest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            sha256.update(bytes);
        }
        byte[] hash = sha256.digest();
        try {
            return prf.compute(ByteBuffer.allocate(hash.length + 1).put(1, hash).array(), PrfKeys.BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
