package mizan.submission;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import mizan.email.EmailFingerprint;
import mizan.email.EmailVault;
import mizan.platform.Sha256;

/**
 * Digest of a list of parts, under a secret key: without it, a stored digest cannot be tested against guesses. Each part
 * follows its length, so that different lists never have the same input. The first part says what the digest is for.
 */
@Singleton
final class ContentDigest {

    private final EmailVault vault;

    ContentDigest(EmailVault vault) {
        this.vault = vault;
    }

    /** 32 bytes. */
    byte[] of(List<String> parts) {
        MessageDigest sha256 = Sha256.newDigest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            sha256.update(bytes);
        }
        return vault.digest(sha256.digest());
    }

    /** An author as a part. */
    static String part(EmailFingerprint author) {
        return HexFormat.of().formatHex(author.value());
    }
}
