package mizan.platform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash function that every JVM has (FIPS 180-4). */
public final class Sha256 {

    private Sha256() {}

    /** A digest that is given its bytes piece by piece. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The 32 bytes of the hash. */
    public static byte[] of(byte[] bytes) {
        return newDigest().digest(bytes);
    }
}
