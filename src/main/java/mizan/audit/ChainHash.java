package mizan.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import mizan.platform.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A link of the hash chain: SHA-256 over the previous link and one entry.
 *
 * @param bytes the 32 bytes of the hash
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hasBytes()
record ChainHash(byte[] bytes) {

    /** The predecessor of the first entry's link. */
    static final ChainHash FIRST = new ChainHash(new byte[32]);

    private static final byte[] EMPTY = {};

    // Each field follows its length, which is -1 for null. No two different entries therefore have the same encoding.
    ChainHash next(AuditRow entry) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(bytes);
        add(digest, Long.toString(entry.id()));
        add(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
        add(digest, entry.moderator());
        add(digest, entry.action());
        add(digest, Objects.toString(entry.commentId(), null));
        add(digest, entry.detail());
        return new ChainHash(digest.digest());
    }

    boolean hasBytes(byte[] other) {
        return Arrays.equals(bytes, other);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] encoded = field == null ? EMPTY : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : encoded.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        digest.update(encoded);
    }
}
