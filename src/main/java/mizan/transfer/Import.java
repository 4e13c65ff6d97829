package mizan.transfer;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import and its result.
 *
 * @param origin the system that the file comes from; null until the file has named it
 * @param moderator the name of the account; null for the command line
 * @param read the rows of the file: imported, existing and left out together, once the import is finished
 * @param imported comments that were stored; in a dry run, those that would be
 * @param existing rows that an earlier import has stored
 * @param leftOut rows that are no comments, or that cannot be used
 * @param placeholders places in threads for parents that the file does not have
 * @param kept comments that an undo has kept, because a moderator has decided on them
 * @param failureLine null unless the file is invalid
 */
@Introspected
public record Import(
        UUID id,
        String site,
        String format,
        @Nullable String origin,
        boolean dryRun,
        @Nullable String moderator,
        ImportState state,
        Instant startedAt,
        Instant changedAt,
        @Nullable Instant endedAt,
        long read,
        long imported,
        long existing,
        long leftOut,
        long placeholders,
        long kept,
        @Nullable ImportFailure failure,
        @Nullable Long failureLine,
        @Nullable Long failureColumn,
        @Nullable String failureDetail) {

    /** Whether it has ended, successfully or not. */
    public boolean isEnded() {
        return endedAt != null;
    }
}
