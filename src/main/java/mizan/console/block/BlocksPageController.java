package mizan.console.block;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderation.SiteAccess;
import mizan.moderation.block.ModeratedBlocks;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.i18n.MessageBundle;
import org.jspecify.annotations.Nullable;

/** Lists the blocks, blocks the author or the network of a comment, and lifts blocks. */
@Controller("/console")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class BlocksPageController {

    private static final int PAGE_SIZE = 50;

    /** The accepted values of the query parameter {@code done}: key suffixes of messages. */
    private static final Set<String> DONE = Set.of("blocked", "lifted");

    private final ModeratedBlocks blocks;
    private final ModerationQueue queue;
    private final SiteAccess access;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;
    private final Clock clock;

    BlocksPageController(
            ModeratedBlocks blocks,
            ModerationQueue queue,
            SiteAccess access,
            StrictBodyReader reader,
            ConsoleRenderer renderer,
            Clock clock) {
        this.blocks = blocks;
        this.queue = queue;
        this.access = access;
        this.reader = reader;
        this.renderer = renderer;
        this.clock = clock;
    }

    @Get("/blocks")
    HttpResponse<?> list(
            HttpRequest<?> request,
            Moderator moderator,
            @QueryValue @Nullable String after,
            @QueryValue @Nullable String done) {
        ModeratedBlocks.Page page = blocks.page(moderator, null, PAGE_SIZE, after);
        return renderer.render(
                "console/blocks.jte",
                new BlocksPage(
                        renderer.layout(request),
                        page.blocks(),
                        done != null && DONE.contains(done) ? done : null,
                        page.next()));
    }

    @Post("/blocks/{id}/lift")
    @Consumes(MediaType.ALL)
    HttpResponse<?> lift(Moderator moderator, UUID id) {
        try {
            blocks.lift(moderator, id);
        } catch (ProblemException e) {
            // Another moderator was faster, or the block has ended.
            if (!e.type().equals(ProblemType.NOT_FOUND)) {
                throw e;
            }
        }
        return ConsoleRenderer.redirect(listWith("lifted"));
    }

    @Get("/comments/{id}/block")
    HttpResponse<?> form(HttpRequest<?> request, Moderator moderator, UUID id) {
        return renderer.render(
                "console/block.jte",
                new BlockPage(renderer.layout(request), comment(moderator, id), BlockForm.EMPTY, null));
    }

    @Post("/comments/{id}/block")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> block(HttpRequest<?> request, Moderator moderator, UUID id, @Body byte[] body) {
        QueuedComment comment = comment(moderator, id);
        BlockForm form = BlockForm.of(reader.form(body));
        try {
            blocks.block(moderator, form.request(comment, clock.instant()));
            return ConsoleRenderer.redirect(listWith("blocked"));
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            Layout layout = renderer.layout(request);
            BlockPage page = new BlockPage(
                    layout,
                    comment,
                    form,
                    e.violations()
                            .getFirst()
                            .detail(MessageBundle.SERVICE.in(layout.messages().language())));
            return renderer.render(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "console/block.jte",
                    new BlockPage(layout.withPath(page.path()), comment, form, page.problem()));
        }
    }

    private QueuedComment comment(Moderator moderator, UUID id) {
        access.requireDecider(moderator);
        QueuedComment comment = queue.findWithHistory(new CommentId(id), moderator)
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
        if (!moderator.canModerate(comment.site())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return comment;
    }

    private static URI listWith(String done) {
        return UriBuilder.of(BlocksPage.PATH).queryParam("done", done).build();
    }
}
