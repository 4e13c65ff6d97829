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
import mizan.submission.SlowMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders each comment card separately, so that one that fails does not break the page. */
@Singleton
class CardRenderer {

    private static final Logger LOG = LoggerFactory.getLogger(CardRenderer.class);

    /** The ids of comments that failed are kept up to this number, so that each is logged once. */
    private static final int MAX_LOGGED_IDS = 1_000;

    private final Templates templates;
    private final SlowMode slowMode;
    private final Clock clock;
    private final Set<UUID> loggedIds = ConcurrentHashMap.newKeySet();

    CardRenderer(Templates templates, SlowMode slowMode, Clock clock) {
        this.templates = templates;
        this.slowMode = slowMode;
        this.clock = clock;
    }

    /** @param returnPath the page to show after one of its forms was submitted */
    String render(LocalizedMessages messages, QueuedComment comment, Moderator viewer, String returnPath) {
        return render(messages, comment, viewer, CardContext.of(returnPath));
    }

    String render(LocalizedMessages messages, QueuedComment comment, Moderator viewer, CardContext context) {
        try {
            return templates.render(
                    "console/card.jte",
                    new CommentCard(
                            messages,
                            comment,
                            viewer,
                            clock.instant(),
                            context.withSlowMode(slowMode.isOn(
                                    comment.site(), comment.article().key()))));
        } catch (RuntimeException e) {
            // The message and the stack trace are not logged, because they may quote the comment.
            if (loggedIds.size() < MAX_LOGGED_IDS && loggedIds.add(comment.id())) {
                LOG.error(
                        "Comment {} cannot be rendered: {}",
                        comment.id(),
                        e.getClass().getName());
            }
            return templates.render("console/card-broken.jte", new BrokenCard(messages, comment, context.returnPath()));
        }
    }
}
