package mizan.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import mizan.moderation.QueuedComment;

/** A comment that cannot be shown, and can be rejected all the same. */
public record BrokenCard(Words words, QueuedComment comment, String next) {

    public String address() {
        return "/console/comments/" + comment.id();
    }

    /** Where a rejection asks for its reason without script. */
    public String rejectAddress() {
        return address() + "/reject?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
