package mizan.console.webhook;

import java.util.List;
import mizan.console.layout.Layout;
import mizan.webhook.Webhook;
import mizan.webhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * Model of the list of webhooks.
 *
 * @param done what has just been done, as a key of a message; null for nothing
 */
public record WebhooksPage(
        Layout layout, List<Webhook> webhooks, @Nullable String done) {

    static final String PATH = "/console/webhooks";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String number(long value) {
        return layout.messages().number(value);
    }

    public static String path(Webhook webhook) {
        return PATH + "/" + webhook.id();
    }

    /** The events that a webhook receives, as text. */
    public String events(Webhook webhook) {
        return events(layout, webhook);
    }

    static String events(Layout layout, Webhook webhook) {
        return webhook.events().size() == WebhookEvent.SUBSCRIBABLE.size()
                ? layout.text("webhooks.all-events")
                : String.join(
                        layout.text("list.separator"),
                        webhook.events().stream()
                                .map(event -> layout.text("webhooks.event." + event))
                                .toList());
    }
}
