package mizan.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Lets administrators manage webhooks, and look after what could not be delivered. */
@Controller("/api/v1/webhooks")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class WebhooksController {

    private final Webhooks webhooks;
    private final WebhookForm form;
    private final StrictBodyReader reader;

    WebhooksController(Webhooks webhooks, WebhookForm form, StrictBodyReader reader) {
        this.webhooks = webhooks;
        this.form = form;
        this.reader = reader;
    }

    /** The webhooks of all sites, without their secrets. Requires the role ADMIN. */
    @Get
    @ApiResponse(responseCode = "200", description = "All webhooks", useReturnTypeSchema = true)
    WebhookList list(@Parameter(hidden = true) Moderator admin) {
        admin.require(Role.ADMIN);
        return new WebhookList(webhooks.list().stream().map(WebhookEntry::of).toList());
    }

    /** Adds a webhook. The response is the only one that contains its secret. Requires the role ADMIN. */
    @Post
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The new webhook",
            content = @Content(schema = @Schema(implementation = WebhookSecret.class)))
    HttpResponse<WebhookSecret> add(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        WebhookRequest added = reader.json(request, body, WebhookRequest.class);
        Webhooks.NewWebhook webhook = form.add(added.site(), added.url(), added.events(), admin.name());
        return HttpResponse.created(new WebhookSecret(webhook.webhook().id(), webhook.secret()));
    }

    /**
     * Deletes a webhook, and what is not delivered yet. Requires the role ADMIN.
     *
     * @param id the id of the webhook
     */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", description = "The webhook is deleted")
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    void delete(@Parameter(hidden = true) Moderator admin, @PathVariable UUID id) {
        admin.require(Role.ADMIN);
        if (!webhooks.delete(id, admin.name())) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }

    /**
     * The oldest 200 events that a webhook has not accepted yet, parked ones included. Requires the role ADMIN.
     *
     * @param id the id of the webhook
     */
    @Get("/{id}/deliveries")
    @ApiResponse(responseCode = "200", description = "Events that are not delivered", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    DeliveryList deliveries(@Parameter(hidden = true) Moderator admin, @PathVariable UUID id) {
        admin.require(Role.ADMIN);
        require(id);
        return new DeliveryList(
                webhooks.undelivered(id).stream().map(DeliveryEntry::of).toList());
    }

    /**
     * Sends all parked events of a webhook again. Requires the role ADMIN.
     *
     * @param id the id of the webhook
     */
    @Post("/{id}/redeliver")
    @ApiResponse(responseCode = "200", description = "The number of these events", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    Redelivery redeliver(@Parameter(hidden = true) Moderator admin, @PathVariable UUID id) {
        admin.require(Role.ADMIN);
        require(id);
        return new Redelivery(webhooks.redeliver(id, admin.name()));
    }

    /**
     * Gives a webhook a new secret. For a day requests are signed with the previous one too. Requires the role ADMIN.
     *
     * @param id the id of the webhook
     */
    @Post("/{id}/secret")
    @ApiResponse(responseCode = "200", description = "The new secret", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    WebhookSecret rotate(@Parameter(hidden = true) Moderator admin, @PathVariable UUID id) {
        admin.require(Role.ADMIN);
        return webhooks.rotate(id, admin.name())
                .map(secret -> new WebhookSecret(id, secret))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    }

    /**
     * Sends a webhook an event of the type {@code test}. Requires the role ADMIN.
     *
     * @param id the id of the webhook
     */
    @Post("/{id}/test")
    @Status(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", description = "The event is sent soon")
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    void test(@Parameter(hidden = true) Moderator admin, @PathVariable UUID id) {
        admin.require(Role.ADMIN);
        if (!webhooks.test(id)) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }

    private void require(UUID id) {
        if (webhooks.find(id).isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }

    /**
     * A webhook to add.
     *
     * @param site the site whose events it receives
     * @param url a URL with https
     * @param events the types of the events, such as {@code comment.approved}; without them all
     */
    @Introspected
    @Schema(name = "WebhookRequest")
    record WebhookRequest(
            @Nullable String site,
            @Nullable String url,
            @Nullable List<@Nullable String> events) {}

    /** All webhooks. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "WebhookList")
    record WebhookList(List<WebhookEntry> webhooks) {}

    /**
     * One webhook, without its secret.
     *
     * @param events the types of the events that it receives
     * @param createdBy the administrator's account; null for the command line
     * @param pending the events that are not delivered yet
     * @param parked the events that could not be delivered within a day
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Webhook")
    record WebhookEntry(
            UUID id,
            String site,
            String url,
            List<String> events,
            Instant createdAt,
            @Nullable String createdBy,
            long pending,
            long parked) {

        static WebhookEntry of(Webhook webhook) {
            return new WebhookEntry(
                    webhook.id(),
                    webhook.site(),
                    webhook.url(),
                    webhook.events().stream().map(WebhookEvent::type).toList(),
                    webhook.createdAt(),
                    webhook.createdBy(),
                    webhook.pending(),
                    webhook.parked());
        }
    }

    /** The secret of a webhook. It is shown only here. */
    @Introspected
    @Schema(name = "WebhookSecret")
    record WebhookSecret(UUID id, String secret) {

        @Override
        public String toString() {
            return "WebhookSecret[…]";
        }
    }

    /** Events that are not delivered, oldest first. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "WebhookDeliveryList")
    record DeliveryList(List<DeliveryEntry> deliveries) {}

    /**
     * An event that is not delivered.
     *
     * @param id the field {@code webhook-id} of its requests
     * @param comment null if the event is not about a comment
     * @param state {@code PENDING} or {@code PARKED}
     * @param attempts the requests so far
     * @param nextAttemptAt when it is sent again; null if it is parked
     * @param result how the last attempt ended, such as {@code status-500} or {@code timed-out}; null before the first one
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "WebhookDelivery")
    record DeliveryEntry(
            String id,
            String type,
            @Nullable UUID comment,
            Instant occurredAt,
            String state,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable String result) {

        static DeliveryEntry of(Delivery delivery) {
            return new DeliveryEntry(
                    WebhookMessage.id(delivery.messageId()),
                    delivery.event().type(),
                    delivery.comment(),
                    delivery.occurredAt(),
                    delivery.state().name(),
                    delivery.attempts(),
                    delivery.state() == DeliveryState.PENDING ? delivery.nextAttemptAt() : null,
                    delivery.result());
        }
    }

    /** Events that are sent again. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "WebhookRedelivery")
    record Redelivery(int queued) {}
}
