package mizan.console.queue;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.platform.http.Templates;
import mizan.platform.i18n.LocalizedMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows each comment by itself, so that one that cannot be shown takes no other with it. */
@Singleton
class CardRenderer {

    private static final Logger LOG = LoggerFactory.getLogger(CardRenderer.class);

    /** How many that are broken are remembered, so that each is logged once. */
    private static final int MAX_LOGGED_IDS = 1_000;

    private final Templates templates;
    private final Clock clock;
    private final Set<UUID> loggedIds = ConcurrentHashMap.newKeySet();

    CardRenderer(Templates templates, Clock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    /** @param returnPath the page that its forms lead back to */
    String render(LocalizedMessages messages, QueuedComment comment, Moderator viewer, String returnPath) {
        try {
            return templates.render(
                    "console/card.jte", new CommentCard(messages, comment, viewer.name(), clock.instant(), returnPath));
        } catch (RuntimeException e) {
            // Neither the message nor the trace: they may quote the comment.
            if (loggedIds.size() < MAX_LOGGED_IDS && loggedIds.add(comment.id())) {
                LOG.error(
                        "Comment {} cannot be shown: {}",
                        comment.id(),
                        e.getClass().getName());
            }
            return templates.render("console/card-loggedIds.jte", new BrokenCard(messages, comment, returnPath));
        }
    }
}
