package mizan.rotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a keyset.
 *
 * @param file the name of its file
 * @param next the next safe step
 */
public record KeysetStatus(String file, List<KeyStatus> keys, RotationStep next) {

    /**
     * The state of a key.
     *
     * @param needed the number of stored values that need the key; null if they were not counted
     */
    public record KeyStatus(
            String id, KeyState state, @Nullable Long needed) {}

    /** The state of a key in the file and in the database. */
    public enum KeyState {
        /** New values are made with it. */
        PRIMARY,
        /** The primary key of the file. No replica has started with it yet. */
        PROMOTED,
        /** In the file, and never a primary key. */
        ADDED,
        /** A former primary key. */
        FORMER,
        /** Retired, but still in the file. */
        RETIRED,
        /** The database knows it, but the file lacks it. */
        MISSING,
        /** Declared lost. */
        LOST
    }
}
