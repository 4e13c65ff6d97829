package mizan.transfer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.transfer.Import;
import mizan.transfer.ImportFailure;
import mizan.transfer.ImportState;
import mizan.transfer.Omission;
import mizan.transfer.OmissionCount;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * Progress and report of an import.
 *
 * @param read the rows of the file: imported, existing and left out together, once the import is finished
 * @param imported comments that were stored; in a dry run, those that would be
 * @param existing rows that an earlier import has stored
 * @param leftOut rows that are no comments, or that cannot be used
 * @param placeholders places in threads for parents that the file does not have
 * @param kept comments that an undo has kept, because a moderator has decided on them
 * @param failure why it has ended early; null if it has not
 * @param reasons the numbers of left-out rows by reason
 * @param omissions left-out rows, in the order of the file
 * @param next the cursor of the next omissions; null on the last page
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Import")
record ImportStatus(
        UUID id,
        String site,
        String format,
        boolean dryRun,
        ImportState state,
        @Nullable String moderator,
        Instant startedAt,
        Instant changedAt,
        @Nullable Instant endedAt,
        long read,
        long imported,
        long existing,
        long leftOut,
        long placeholders,
        long kept,
        @Nullable Failure failure,
        List<Reason> reasons,
        List<Row> omissions,
        @Nullable String next) {

    static ImportStatus of(Import of, List<OmissionCount> counts, List<Omission> omissions, @Nullable String next) {
        return new ImportStatus(
                of.id(),
                of.site(),
                of.format(),
                of.dryRun(),
                of.state(),
                of.moderator(),
                of.startedAt(),
                of.changedAt(),
                of.endedAt(),
                of.read(),
                of.imported(),
                of.existing(),
                of.leftOut(),
                of.placeholders(),
                of.kept(),
                of.failure() == null
                        ? null
                        : new Failure(of.failure(), of.failureLine(), of.failureColumn(), of.failureDetail()),
                counts.stream()
                        .map(count -> new Reason(count.reason(), count.rows()))
                        .toList(),
                omissions.stream()
                        .map(row -> new Row(row.line(), row.sourceId(), row.reason()))
                        .toList(),
                next);
    }

    /**
     * Why an import has ended early. What was stored remains, and the same request continues it.
     *
     * @param line of the file, from 1; null unless the file is invalid
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ImportFailureDetail")
    record Failure(
            ImportFailure kind,
            @Nullable Long line,
            @Nullable Long column,
            @Nullable String detail) {}

    @Introspected
    @Schema(name = "ImportOmissionCount")
    record Reason(OmissionReason reason, long rows) {}

    /** @param id the id of the row in the file; null if it has none */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ImportOmission")
    record Row(long line, @Nullable String id, OmissionReason reason) {}
}
