package mizan.console.transfer;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import mizan.comment.bulk.SiteBusyException;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.UuidText;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.transfer.Imports;
import mizan.transfer.UndoOutcome;
import org.jspecify.annotations.Nullable;

/** Shows imports, takes one back, and links to exports. */
@Controller(TransferPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class TransferPageController {

    private static final int IMPORTS = 50;

    private final Imports imports;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    TransferPageController(Imports imports, Sites sites, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.imports = imports;
        this.sites = sites;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request, Moderator admin) {
        admin.require(Role.ADMIN);
        return renderer.render("console/transfer.jte", page(renderer.layout(request), null));
    }

    @Post("/undo")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> undo(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        UUID id = UuidText.parse(reader.form(body).getOrDefault("import", ""))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        @Nullable String problem = undo(id, admin);
        if (problem == null) {
            return ConsoleRenderer.redirect(URI.create(TransferPage.PATH));
        }
        Layout layout = renderer.layout(request).withPath(TransferPage.PATH);
        return renderer.render(HttpStatus.CONFLICT, "console/transfer.jte", page(layout, layout.text(problem)));
    }

    /** The key of the message, if it was refused. */
    private @Nullable String undo(UUID id, Moderator admin) {
        try {
            return switch (imports.undo(id, admin.name(), _ -> {})) {
                case UndoOutcome.Undone _, UndoOutcome.NothingToUndo _ -> null;
                case UndoOutcome.Decided _ -> "transfer.undo.decided";
                case UndoOutcome.NoSuchImport _ -> throw new ProblemException(ProblemType.NOT_FOUND);
            };
        } catch (SiteBusyException _) {
            return "transfer.undo.busy";
        }
    }

    private TransferPage page(Layout layout, @Nullable String problem) {
        List<String> names = sites.all().stream().map(Site::name).sorted().toList();
        return new TransferPage(layout, names, imports.formats(), imports.latest(names, IMPORTS), problem);
    }
}
