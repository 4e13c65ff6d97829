package mizan.webhook;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Checks a webhook that an administrator has entered, and adds it. */
@Singleton
public class WebhookForm {

    private final Webhooks webhooks;
    private final Sites sites;

    WebhookForm(Webhooks webhooks, Sites sites) {
        this.webhooks = webhooks;
        this.sites = sites;
    }

    /**
     * Adds a webhook.
     *
     * @param types the types of events; without them all
     * @param by the administrator's account; null for the command line
     * @throws ProblemException with all invalid fields
     */
    public Webhooks.NewWebhook add(
            @Nullable String site,
            @Nullable String url,
            @Nullable List<? extends @Nullable String> types,
            @Nullable String by) {
        List<FieldViolation> violations = new ArrayList<>();
        if (site == null || site.isBlank()) {
            violations.add(FieldViolation.of("site", "required"));
        } else if (sites.find(site).isEmpty()) {
            violations.add(FieldViolation.of("site", "unknown"));
        }
        if (url == null || url.isBlank()) {
            violations.add(FieldViolation.of("url", "required"));
        } else if (!webhooks.isUrl(url)) {
            violations.add(FieldViolation.of("url", "invalid"));
        }
        Set<WebhookEvent> events = events(types, violations);
        if (violations.isEmpty() && !webhooks.hasRoom()) {
            violations.add(FieldViolation.of("url", "too-many", Webhooks.MAX_WEBHOOKS));
        }
        if (!violations.isEmpty() || site == null || url == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return webhooks.add(site, url, events, by);
    }

    private static Set<WebhookEvent> events(
            @Nullable List<? extends @Nullable String> types, List<FieldViolation> violations) {
        if (types == null || types.isEmpty()) {
            return WebhookEvent.SUBSCRIBABLE;
        }
        Set<WebhookEvent> events = EnumSet.noneOf(WebhookEvent.class);
        for (@Nullable String type : types) {
            Optional<WebhookEvent> event = Optional.ofNullable(type).flatMap(WebhookEvent::parse);
            event.ifPresent(events::add);
            if (event.isEmpty()) {
                violations.add(FieldViolation.of("events", "unknown"));
                return events;
            }
        }
        return events;
    }
}
