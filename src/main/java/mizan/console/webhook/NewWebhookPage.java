package mizan.console.webhook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.console.layout.Layout;
import mizan.webhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page that adds a webhook.
 *
 * @param sites all sites, sorted
 * @param site the chosen site
 * @param url as typed
 * @param checked the chosen events
 * @param errors the messages about invalid fields, by the name of the field
 */
public record NewWebhookPage(
        Layout layout,
        List<String> sites,
        String site,
        String url,
        Set<WebhookEvent> checked,
        Map<String, String> errors) {

    static final String PATH = WebhooksPage.PATH + "/new";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public Set<WebhookEvent> events() {
        return WebhookEvent.SUBSCRIBABLE;
    }

    /** The message about an invalid field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
