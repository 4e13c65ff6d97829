package mizan.moderation.queue;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query parameters of the queue. */
@Introspected
public record QueueParameters(
        @QueryValue(defaultValue = "PENDING")
        @Schema(
                type = "string",
                allowableValues = {"PENDING", "APPROVED", "REJECTED", "ALL"})
        String status,

        @QueryValue @Parameter(description = "one site; all sites of the moderator if absent") @Nullable String site,

        @QueryValue @Parameter(description = "the key of one article") @Nullable String article,

        @QueryValue
        @Parameter(
                description = "the id of a comment: selects the comments of its author."
                        + " With the role PRIVACY all with the same e-mail address; otherwise those that were also"
                        + " sent from the same network in the same week. The audit trail records it")
        @Nullable UUID author,

        @QueryValue
        @Parameter(
                description = "words to find in names and texts, in any spelling;"
                        + " a word of three letters or more also matches longer words that start with it;"
                        + " words in quotation marks match as a phrase; a hyphen before a word or phrase excludes it")
        @Nullable String q,

        @QueryValue @Parameter(description = "the name of a rule: selects comments with its findings") @Nullable String finding,

        @QueryValue
        @Parameter(description = "selects comments that the moderator has claimed")
        @Schema(type = "string", allowableValues = "mine")
        @Nullable String claimed,

        @QueryValue
        @Parameter(description = "selects comments whose last decision is the moderator's own")
        @Schema(type = "string", allowableValues = "me")
        @Nullable String moderator,

        @QueryValue
        @Parameter(description = "selects comments that readers have reported since the last decision")
        @Schema(type = "string", allowableValues = "true")
        @Nullable String reported,

        @QueryValue
        @Parameter(description = "the earliest time (RFC 3339): of submission while pending, else of the decision")
        @Schema(type = "string", format = "date-time")
        @Nullable String from,

        @QueryValue
        @Parameter(description = "the end of the time range, exclusive")
        @Schema(type = "string", format = "date-time")
        @Nullable String until,

        @QueryValue
        @Parameter(description = "the order of pending comments: oldest first, or the highest score of screening first")
        @Schema(
                type = "string",
                allowableValues = {"oldest", "score"})
        @Nullable String order,

        @QueryValue(defaultValue = "50") @Parameter(description = "1 to 200") @Schema(minimum = "1", maximum = "200")
        int limit,

        @QueryValue @Parameter(description = "the cursor that the previous page returned as next") @Nullable String after) {}
