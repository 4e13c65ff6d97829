package mizan.platform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), which every JVM provides. */
public final class Sha256 {

    private Sha256() {}

    /** A digest for input in several parts. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash: 32 bytes. */
    public static byte[] of(byte[] bytes) {
        return newDigest().digest(bytes);
    }
}
