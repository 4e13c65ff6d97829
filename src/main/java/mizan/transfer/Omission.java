package mizan.transfer;

import io.micronaut.core.annotation.Introspected;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file that was not imported.
 *
 * @param number the number of the row in the file, from 1
 * @param sourceId null if the row has none
 */
@Introspected
public record Omission(long number, long line, @Nullable String sourceId, OmissionReason reason) {}
