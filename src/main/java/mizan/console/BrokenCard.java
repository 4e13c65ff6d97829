package mizan.console;

import mizan.moderation.QueuedComment;

/** A comment that cannot be shown, and can be rejected all the same. */
public record BrokenCard(Words words, QueuedComment comment, String next) {

    public String address() {
        return "/console/comments/" + comment.id();
    }
}
