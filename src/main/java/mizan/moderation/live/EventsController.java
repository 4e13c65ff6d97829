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
import mizan.platform.http.request.QueryErrorResponses;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Streams changes of the queue as server-sent events (WHATWG HTML §9.2). */
@Controller("/api/v1/moderation/events")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class EventsController {

    private final EventBroadcaster broadcaster;
    private final SiteAccess access;

    EventsController(EventBroadcaster broadcaster, SiteAccess access) {
        this.broadcaster = broadcaster;
        this.access = access;
    }

    /**
     * A stream of three kinds of events. "queue" carries the backlog; it is sent at once and after each change. "decided"
     * reports that the status of a comment has changed. "claims" lists which moderators review which comments, first all
     * of them and then the changes. The stream ends when the token expires or the account changes.
     *
     * @param site one site; all sites of the moderator if absent
     * @param after the id of the last event that the client knows; the events since then are sent first
     * @param lastEventId the id of the last event received; it takes the place of {@code after}. One that this service
     *     has not sent is ignored: a browser would repeat it for ever
     */
    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @QueryErrorResponses
    @ApiResponse(
            responseCode = "200",
            description = "An endless stream of events",
            content =
                    @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<Flux<Event<?>>> watch(
            @Parameter(hidden = true) Moderator moderator,
            @Parameter(hidden = true) Authentication token,
            @QueryValue @Nullable String site,
            @QueryValue @Nullable Long after,
            @Header("Last-Event-ID") @Nullable String lastEventId) {
        EventSubscription subscription =
                new EventSubscription(token, moderator, access.permittedSites(moderator, site));
        return HttpResponse.<Flux<Event<?>>>ok(broadcaster.subscribe(subscription, eventId(lastEventId, after)))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                // nginx must not buffer the events.
                .header("X-Accel-Buffering", "no");
    }

    private static @Nullable Long eventId(@Nullable String lastEventId, @Nullable Long after) {
        try {
            return lastEventId == null ? after : Long.valueOf(lastEventId);
        } catch (NumberFormatException _) {
            return after;
        }
    }
}
