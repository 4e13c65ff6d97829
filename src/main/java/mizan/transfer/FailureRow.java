package mizan.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import mizan.transfer.source.ImportFileException;
import org.jspecify.annotations.Nullable;

/** How an import has failed, with the names of the statement's columns. */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record FailureRow(
        ImportFailure failure,
        @Nullable Long line,
        @Nullable Long column,
        @Nullable String detail) {

    static FailureRow of(ImportFailure failure) {
        return new FailureRow(failure, null, null, null);
    }

    static FailureRow of(ImportFileException invalid) {
        return new FailureRow(ImportFailure.INVALID_FILE, invalid.line(), invalid.column(), invalid.getMessage());
    }
}
