package mizan.comment;

import org.jspecify.annotations.Nullable;

/**
 * The results of screening that are stored with a comment. Some need other comments: the statement that inserts the comment
 * adds them. Their weights are null where they are off.
 *
 * @param json a JSON array of findings, possibly empty
 * @param duplicate the weight of the finding that the same text exists already
 * @param authorRecord the weight of the finding that more of the author's comments were rejected than approved
 * @param firstComment the weight of the finding that the author has no approved comment
 */
public record CommentFindings(
        String json,
        @Nullable Integer duplicate,
        @Nullable Integer authorRecord,
        @Nullable Integer firstComment) {}
