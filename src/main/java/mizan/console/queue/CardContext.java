package mizan.console.queue;

import mizan.moderation.queue.QueuedComment;
import org.jspecify.annotations.Nullable;

/**
 * What a card needs beside its comment.
 *
 * @param returnPath the page to show after a form was submitted without script
 * @param search the words to highlight; empty if the list is not searched
 * @param group the comment whose card it shares; null for a card of its own
 * @param slowMode whether the article is in slow mode at the moment
 */
public record CardContext(
        String returnPath, String search, @Nullable QueuedComment group, boolean slowMode) {

    static CardContext of(String returnPath) {
        return new CardContext(returnPath, "", null, false);
    }

    CardContext withSlowMode(boolean isOn) {
        return new CardContext(returnPath, search, group, isOn);
    }
}
