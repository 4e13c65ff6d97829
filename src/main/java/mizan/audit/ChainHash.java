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
 * A link of the chain: SHA-256 over the link before it and one entry.
 *
 * @param octets 32
 */
@SuppressWarnings("ArrayRecordComponent") // compared by is()
record ChainHash(byte[] octets) {

    /** What the first entry is chained to. */
    static final ChainHash FIRST = new ChainHash(new byte[32]);

    private static final byte[] NOTHING = {};

    // Each field with its length before it, -1 for one that is not there: no two entries are written alike.
    ChainHash next(AuditRow entry) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(octets);
        add(digest, Long.toString(entry.id()));
        add(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
        add(digest, entry.moderator());
        add(digest, entry.action());
        add(digest, Objects.toString(entry.commentId(), null));
        add(digest, entry.detail());
        return new ChainHash(digest.digest());
    }

    boolean is(byte[] other) {
        return Arrays.equals(octets, other);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] written = field == null ? NOTHING : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : written.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        digest.update(written);
    }
}
