package mizan.submission;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import mizan.email.EmailFingerprint;
import mizan.platform.Sha256;

/** SHA-256 over a list of parts, each with its length before it, so that no two lists are alike by concatenation. */
final class ContentDigest {

    private ContentDigest() {}

    // The person comes in by the keyed fingerprint, never by the address: a digest must not let anybody test a guess.
    static byte[] of(EmailFingerprint person, List<String> parts) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(person.value());
        for (String part : parts) {
            byte[] octets = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, octets.length));
            sha256.update(octets);
        }
        return sha256.digest();
    }
}
