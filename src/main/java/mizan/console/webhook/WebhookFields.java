package mizan.console.webhook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mizan.webhook.WebhookEvent;

/**
 * The fields of the form that adds a webhook, as typed. A form field may occur only once, so each event is a field of its own,
 * such as {@code event-COMMENT_APPROVED}.
 */
record WebhookFields(String site, String url, Set<WebhookEvent> events) {

    static final WebhookFields EMPTY = new WebhookFields("", "", WebhookEvent.SUBSCRIBABLE);

    private static final String EVENT_PREFIX = "event-";

    static WebhookFields of(Map<String, String> fields) {
        return new WebhookFields(
                fields.getOrDefault("site", ""),
                fields.getOrDefault("url", "").strip(),
                WebhookEvent.SUBSCRIBABLE.stream()
                        .filter(event -> fields.containsKey(EVENT_PREFIX + event))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The types of the checked events. Without one it has an unknown type: an empty list would mean all events. */
    List<String> types() {
        return events.isEmpty()
                ? List.of("")
                : events.stream().map(WebhookEvent::type).toList();
    }

    /** Without the URL, which may contain a secret. */
    @Override
    public String toString() {
        return "WebhookFields[" + site + "]";
    }
}
