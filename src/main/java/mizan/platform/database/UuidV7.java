package mizan.platform.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Generates UUIDs of version 7 (RFC 9562 §5.7), which sort by their timestamp in milliseconds. */
public final class UuidV7 {

    private static final int BITS_AFTER_TIME = 16;
    private static final int NUMBER_BITS_IN_LOW = 20;
    private static final int RANDOM_BITS = 42;

    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private UuidV7() {}

    public static UUID at(Instant instant) {
        return GENERATOR.construct(instant.toEpochMilli());
    }

    /**
     * A UUID for this instant. Those of one millisecond sort by their number.
     *
     * @param number 0 to 2^32 - 1, in the upper bits after the time
     */
    public static UUID at(Instant instant, long number) {
        long high = minAt(instant).getMostSignificantBits() | 0x7000 | ((number >>> NUMBER_BITS_IN_LOW) & 0xFFF);
        long low = 0x8000_0000_0000_0000L
                | ((number & ((1L << NUMBER_BITS_IN_LOW) - 1)) << RANDOM_BITS)
                | (ThreadLocalRandom.current().nextLong() >>> (Long.SIZE - RANDOM_BITS));
        return new UUID(high, low);
    }

    /** The millisecond for which a UUID was generated. */
    public static Instant instant(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_AFTER_TIME);
    }

    /** The lower bound of all UUIDs generated for this instant or a later one. */
    public static UUID minAt(Instant instant) {
        return new UUID(Math.max(0, instant.toEpochMilli()) << BITS_AFTER_TIME, 0);
    }
}
