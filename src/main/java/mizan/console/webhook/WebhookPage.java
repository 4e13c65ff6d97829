package mizan.console.webhook;

import java.util.List;
import mizan.console.layout.Layout;
import mizan.webhook.Delivery;
import mizan.webhook.DeliveryState;
import mizan.webhook.Webhook;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page of one webhook, and of the page that asks before it is deleted.
 *
 * @param isSecretReadable whether the service can sign requests
 * @param undelivered the oldest events that are pending or parked
 * @param delivered the latest delivered events
 * @param done what has just been done, as a key of a message; null for nothing
 * @param secret a new secret, which is shown only once; else null
 */
public record WebhookPage(
        Layout layout,
        Webhook webhook,
        boolean isSecretReadable,
        List<Delivery> undelivered,
        List<Delivery> delivered,
        @Nullable String done,
        @Nullable String secret) {

    private static final String STATUS_PREFIX = "status-";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String number(long value) {
        return layout.messages().number(value);
    }

    public String path() {
        return WebhooksPage.path(webhook);
    }

    public String events() {
        return WebhooksPage.events(layout, webhook);
    }

    /** Whether there are more undelivered events than the page lists. */
    public boolean isShortened() {
        return undelivered.size() < webhook.pending() + webhook.parked();
    }

    public static String badge(Delivery delivery) {
        return switch (delivery.state()) {
            case PENDING -> delivery.attempts() == 0 ? "" : "warn";
            case DELIVERED -> "good";
            case PARKED -> "bad";
        };
    }

    public static boolean isPending(Delivery delivery) {
        return delivery.state() == DeliveryState.PENDING;
    }

    /** How the last attempt ended, as text; empty before the first one. */
    public String result(Delivery delivery) {
        @Nullable String result = delivery.result();
        if (result == null) {
            return "";
        }
        return result.startsWith(STATUS_PREFIX)
                ? text("webhooks.result.status", result.substring(STATUS_PREFIX.length()))
                : layout.messages().find("webhooks.result." + result).orElse(result);
    }

    /** Without the URL and the secret. */
    @Override
    public String toString() {
        return "WebhookPage[" + webhook + "]";
    }
}
