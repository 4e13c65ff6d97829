package mizan.webhook;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mizan.platform.database.JsonParameters;
import mizan.platform.outbound.OutboundResult.Failed;
import mizan.platform.outbound.OutboundResult.Reason;
import mizan.platform.outbound.OutboundResult.Response;
import mizan.webhook.DeliveryRepository.DueRow;
import mizan.webhook.DeliveryRepository.Result;

/** Sends due deliveries, and stores how that ended. No transaction is open while a request runs. */
@Singleton
class WebhookDeliveries {

    /** Requests to one webhook at the same time, from one replica. */
    private static final int BATCH_SIZE = 10;

    /** Longer than a request: else another replica would send the same event at the same time. */
    private static final Duration LEASE = WebhookSender.TIMEOUT.multipliedBy(6);

    private final DeliveryRepository repository;
    private final WebhookSender sender;
    private final WebhookMeters meters;
    private final JsonParameters json;
    private final Clock clock;

    WebhookDeliveries(
            DeliveryRepository repository,
            WebhookSender sender,
            WebhookMeters meters,
            JsonParameters json,
            Clock clock) {
        this.repository = repository;
        this.sender = sender;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
    }

    /** Sends until nothing is due, or the thread is interrupted. */
    void deliverDue(UUID webhook) {
        while (!Thread.currentThread().isInterrupted()) {
            // Before the claim: without a target the deliveries stay due, and are sent as soon as there is one.
            Optional<WebhookSender.Target> target = sender.target(webhook);
            if (target.isEmpty()) {
                return;
            }
            Instant now = clock.instant();
            List<DueRow> due = repository.claim(webhook, now, now.plus(LEASE), BATCH_SIZE);
            if (due.isEmpty()) {
                return;
            }
            List<Result> results = sendAll(target.get(), due);
            if (!results.isEmpty()) {
                repository.store(json.rows(results), clock.instant());
            }
        }
    }

    private List<Result> sendAll(WebhookSender.Target target, List<DueRow> due) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Optional<Result>>> results = due.stream()
                    .map(row -> CompletableFuture.supplyAsync(() -> send(target, row), threads))
                    .toList();
            return results.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Empty if the service stops: then it is not known whether the receiver has the event, and the lease expires. */
    private Optional<Result> send(WebhookSender.Target target, DueRow row) {
        Optional<Result> result = switch (sender.send(target, row)) {
            case Response response when response.isSuccess() -> Optional.of(delivered(row, response.status()));
            case Response response -> Optional.of(failed(row, "status-" + response.status()));
            case Failed(Reason reason) when reason == Reason.INTERRUPTED -> Optional.empty();
            case Failed(Reason reason) when reason == Reason.CIRCUIT_OPEN -> Optional.of(postponed(row));
            case Failed(Reason reason) -> Optional.of(failed(row, reason.tag()));
        };
        result.map(Result::state).map(DeliveryState::valueOf).ifPresent(meters::count);
        return result;
    }

    private Result delivered(DueRow row, int status) {
        return new Result(
                row.id(), DeliveryState.DELIVERED.name(), row.attempts() + 1, "status-" + status, clock.instant());
    }

    private Result failed(DueRow row, String result) {
        int attempts = row.attempts() + 1;
        Instant now = clock.instant();
        return Backoff.next(attempts, now, row.giveUpAt())
                .map(next -> new Result(row.id(), DeliveryState.PENDING.name(), attempts, result, next))
                .orElseGet(() -> new Result(row.id(), DeliveryState.PARKED.name(), attempts, result, now));
    }

    /** No request was sent, because the receiver has failed several times. */
    private Result postponed(DueRow row) {
        Instant next = clock.instant().plus(Backoff.POSTPONEMENT);
        DeliveryState state = next.isAfter(row.giveUpAt()) ? DeliveryState.PARKED : DeliveryState.PENDING;
        return new Result(row.id(), state.name(), row.attempts(), Reason.CIRCUIT_OPEN.tag(), next);
    }
}
