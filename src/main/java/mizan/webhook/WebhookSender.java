package mizan.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.platform.outbound.OutboundHttp;
import mizan.platform.outbound.OutboundRequest;
import mizan.platform.outbound.OutboundResult;
import mizan.platform.outbound.OutboundUrl;

/** Signs a message, and sends it once. */
@Singleton
class WebhookSender {

    /** The time for one request. The body of the response is not read. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final OutboundRequest.Limits LIMITS = new OutboundRequest.Limits(TIMEOUT, 0);

    private final WebhookRepository repository;
    private final WebhookSecrets secrets;
    private final UnreadableSecrets unreadable;
    private final OutboundHttp http;
    private final JsonMapper json;
    private final Clock clock;

    WebhookSender(
            WebhookRepository repository,
            WebhookSecrets secrets,
            UnreadableSecrets unreadable,
            OutboundHttp http,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.secrets = secrets;
        this.unreadable = unreadable;
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The URL and the valid secrets of a webhook. Empty if it was deleted, or if its secret cannot be read, which is reported
     * once. An unreadable previous secret is left out.
     */
    Optional<Target> target(UUID webhook) {
        return repository.findTarget(webhook, clock.instant()).flatMap(row -> {
            Optional<String> secret = secrets.unseal(row.secretSealed(), webhook);
            if (secret.isEmpty()) {
                unreadable.add(webhook, row.secretSealed());
                return Optional.empty();
            }
            unreadable.remove(webhook);
            Stream<String> previous =
                    Stream.ofNullable(row.previousSecretSealed()).flatMap(old -> secrets.unseal(old, webhook).stream());
            return Optional.of(new Target(
                    row.site(),
                    OutboundUrl.parse(row.url()).orElseThrow(),
                    Stream.concat(secret.stream(), previous).toList()));
        });
    }

    OutboundResult send(Target target, DeliveryRepository.DueRow delivery) {
        String id = WebhookMessage.id(delivery.messageId());
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        byte[] body = body(WebhookMessage.of(delivery, target.site()));
        Map<String, String> headers = Map.of(
                Webhook.UNBRANDED_MSG_ID_KEY,
                id,
                Webhook.UNBRANDED_MSG_TIMESTAMP_KEY,
                timestamp,
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
                target.secrets().stream()
                        .map(secret -> signature(secret, id, timestamp, body))
                        .collect(Collectors.joining(" ")));
        return http.post(new OutboundRequest(target.url(), headers, body, LIMITS), "webhook");
    }

    private static String signature(String secret, String id, String timestamp, byte[] body) {
        try {
            return new Webhook(secret).sign(id, Long.parseLong(timestamp), new String(body, StandardCharsets.UTF_8));
        } catch (WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] body(WebhookMessage message) {
        try {
            return json.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param secrets the current secret, and the previous one while it is valid */
    record Target(String site, OutboundUrl url, List<String> secrets) {

        /** Without URL and secrets. */
        @Override
        public String toString() {
            return "Target[…]";
        }
    }
}
