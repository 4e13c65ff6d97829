package mizan.platform.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.time.Instant;
import java.util.UUID;

/** Generates UUIDs of version 7 (RFC 9562 §5.7), which sort by their timestamp in milliseconds. */
public final class UuidV7 {

    private static final int BITS_AFTER_TIME = 16;

    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private UuidV7() {}

    public static UUID at(Instant instant) {
        return GENERATOR.construct(instant.toEpochMilli());
    }

    /** The lower bound of all UUIDs generated for this instant or a later one. */
    public static UUID minAt(Instant instant) {
        return new UUID(Math.max(0, instant.toEpochMilli()) << BITS_AFTER_TIME, 0);
    }
}
