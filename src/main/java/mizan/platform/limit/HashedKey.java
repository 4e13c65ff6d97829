package mizan.platform.limit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import mizan.platform.Sha256;

/**
 * The key of a rate limit: 128 bits of a salted hash. Names and addresses are not stored themselves, no client can choose two
 * that share a key, and every key has the same size.
 */
public record HashedKey(long high, long low) {

    /** Makes keys with a random salt of its own. */
    public static final class Hasher {

        private static final int SALT_BYTES = 16;

        private final byte[] salt = new byte[SALT_BYTES];

        public Hasher() {
            new SecureRandom().nextBytes(salt);
        }

        public HashedKey hash(String... values) {
            MessageDigest digest = Sha256.newDigest();
            digest.update(salt);
            for (String value : values) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_16BE);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new HashedKey(hash.getLong(), hash.getLong());
        }
    }

    @Override
    public String toString() {
        return "HashedKey[…]";
    }
}
