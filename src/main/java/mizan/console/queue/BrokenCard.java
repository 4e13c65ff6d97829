package mizan.console.queue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import mizan.moderation.queue.QueuedComment;
import mizan.platform.i18n.LocalizedMessages;

/** A comment that cannot be shown, and can be rejected all the same. */
public record BrokenCard(LocalizedMessages words, QueuedComment comment, String next) {

    public String address() {
        return "/console/comments/" + comment.id();
    }

    /** Where a rejection asks for its reason without script. */
    public String rejectAddress() {
        return address() + "/reject?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
