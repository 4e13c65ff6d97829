package mizan.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/** The numbers of a running import, with the names of the table's columns. */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ImportCounts(
        @Nullable String origin, long read, long imported, long existing, long leftOut, long placeholders) {}
