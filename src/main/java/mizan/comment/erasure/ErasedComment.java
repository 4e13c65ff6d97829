package mizan.comment.erasure;

import mizan.comment.CommentId;

/**
 * A comment whose author has just been erased.
 *
 * @param version the current version of the comment; the erasure of the text is a new version
 * @param text whether the text stays published
 */
public record ErasedComment(CommentId id, int version, String site, String article, PublishedText text) {

    public boolean isTextKept() {
        return text == PublishedText.KEPT;
    }
}
