package mizan.administration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditRow;
import mizan.audit.AuditTrail;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import mizan.platform.http.paging.PageLimit;
import mizan.platform.http.request.QueryErrorResponses;
import org.jspecify.annotations.Nullable;

/** Serves the audit trail to administrators. */
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class AuditController {

    private final AuditTrail auditTrail;
    private final Cursors cursors;

    AuditController(AuditTrail auditTrail, Cursors cursors) {
        this.auditTrail = auditTrail;
        this.cursors = cursors;
    }

    /**
     * The audit trail, newest first. Requires the role ADMIN.
     *
     * @param comment selects the actions on one comment
     * @param moderator selects the actions of one account
     * @param limit 1 to 200
     * @param after the cursor from next of the previous page
     */
    @Get
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "One page", useReturnTypeSchema = true)
    AuditPage page(
            @Parameter(hidden = true) Moderator administrator,
            @QueryValue @Nullable UUID comment,
            @QueryValue @Nullable String moderator,
            @QueryValue(defaultValue = "50") @Schema(minimum = "1", maximum = "200") int limit,
            @QueryValue @Nullable String after) {
        administrator.require(Role.ADMIN);
        CursorScope scope = CursorScope.of("audit", comment, moderator);
        List<String> cursor = cursors.decode(scope, after, 1);
        AuditTrail.Page page = auditTrail.page(
                comment,
                moderator == null || moderator.isEmpty() ? null : name(moderator),
                cursor.isEmpty() ? null : Long.valueOf(cursor.getFirst()),
                PageLimit.check(limit));
        return new AuditPage(
                page.entries().stream().map(Entry::of).toList(),
                page.next() == null ? null : cursors.encode(scope, page.next()));
    }

    // PostgreSQL refuses a text with a NUL character.
    private static String name(String moderator) {
        if (moderator.indexOf('\0') >= 0) {
            throw ProblemException.invalid(FieldViolation.of("moderator", "unknown"));
        }
        return moderator;
    }

    /**
     * One page of the trail.
     *
     * @param next the cursor of the next page; null on the last page
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AuditPage")
    record AuditPage(List<Entry> entries, @Nullable String next) {}

    /**
     * One action.
     *
     * @param moderator the name of the account; null if no moderator was signed in, or the service acted by itself
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AuditEntry")
    record Entry(
            Instant at,
            @Nullable String moderator,
            @Schema(implementation = AuditAction.class) String action,
            @Nullable UUID comment,
            @Nullable String detail) {

        static Entry of(AuditRow row) {
            return new Entry(row.at(), row.moderator(), row.action(), row.commentId(), row.detail());
        }
    }
}
