package mizan.console;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Paths of a comment's pages in the console, and comment ids in pasted links. */
public final class CommentLinks {

    private static final Pattern ID = Pattern.compile("(?i)\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b");

    private CommentLinks() {}

    /** The page of one comment. */
    public static String path(UUID comment) {
        return "/console/comments/" + comment;
    }

    /** The page that discloses the author's e-mail address. */
    public static String emailPath(UUID comment) {
        return path(comment) + "/email";
    }

    /** The last comment id in the text: an article's address may contain other ids before it. */
    public static Optional<UUID> findId(String text) {
        return ID.matcher(text).results().reduce((_, later) -> later).map(match -> UUID.fromString(match.group()));
    }
}
