package mizan.moderation.live;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.QueryErrorResponses;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Lets a client watch the queue (WHATWG HTML §9.2, server-sent events). */
@Controller("/api/v1/moderation/events")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class EventsController {

    private final EventBroadcaster live;
    private final SiteAccess access;

    EventsController(EventBroadcaster live, SiteAccess access) {
        this.live = live;
        this.access = access;
    }

    /**
     * What happens, as it happens: queue (how much waits; at once, and whenever it changes) and decided (a comment has
     * moved on). Ends with the token, and when the account changes.
     *
     * @param site of one site, or of all that are theirs
     * @param heardLast the id of the last event that was heard; what was missed since comes first
     */
    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @QueryErrorResponses
    @ApiResponse(
            responseCode = "200",
            description = "Events without end",
            content =
                    @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<Flux<Event<?>>> watch(
            @Parameter(hidden = true) Moderator moderator,
            @Parameter(hidden = true) Authentication token,
            @QueryValue @Nullable String site,
            @Header("Last-Event-ID") @Nullable Long heardLast) {
        EventSubscription watcher = new EventSubscription(token, moderator, access.permittedSites(moderator, site));
        return HttpResponse.<Flux<Event<?>>>ok(live.watch(watcher, heardLast))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                // A proxy must not collect what should be heard at once (nginx).
                .header("X-Accel-Buffering", "no");
    }
}
