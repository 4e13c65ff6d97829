package mizan.console.audit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.audit.AuditHashChain;
import mizan.audit.AuditRow;
import mizan.audit.AuditTrail;
import mizan.console.CommentLinks;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Account;
import mizan.moderator.Accounts;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import org.jspecify.annotations.Nullable;

/** Shows the audit trail to an ADMIN. */
@Controller("/console/audit")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class AuditPageController {

    private static final int PAGE_SIZE = 50;

    private final AuditTrail auditTrail;
    private final AuditHashChain hashChain;
    private final Accounts accounts;
    private final Cursors cursors;
    private final ConsoleRenderer renderer;

    AuditPageController(
            AuditTrail auditTrail,
            AuditHashChain hashChain,
            Accounts accounts,
            Cursors cursors,
            ConsoleRenderer renderer) {
        this.auditTrail = auditTrail;
        this.hashChain = hashChain;
        this.accounts = accounts;
        this.cursors = cursors;
        this.renderer = renderer;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> entries(
            HttpRequest<?> request,
            Moderator admin,
            @QueryValue(defaultValue = "") String comment,
            @QueryValue(defaultValue = "") String moderator,
            @QueryValue @Nullable String after) {
        admin.require(Role.ADMIN);
        Layout layout = renderer.layout(request);
        Optional<UUID> id = CommentLinks.findId(comment);
        boolean isInvalid = !comment.isBlank() && id.isEmpty();
        CursorScope scope = CursorScope.of("audit", id.orElse(null), moderator.strip());
        List<String> cursor = cursors.decode(scope, after, 1);
        AuditTrail.Page page = isInvalid || moderator.indexOf('\0') >= 0
                ? new AuditTrail.Page(List.<AuditRow>of(), null)
                : auditTrail.page(
                        id.orElse(null),
                        moderator.isBlank() ? null : moderator.strip(),
                        cursor.isEmpty() ? null : Long.valueOf(cursor.getFirst()),
                        PAGE_SIZE);
        return renderer.render(
                isInvalid ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
                "console/audit.jte",
                new AuditPage(
                        layout,
                        comment.strip(),
                        moderator.strip(),
                        accounts.list().stream().map(Account::name).toList(),
                        isInvalid ? layout.text("audit.error.comment") : null,
                        page.entries(),
                        page.next() == null ? null : cursors.encode(scope, page.next()),
                        hashChain.head().orElse(null)));
    }
}
