package mizan.console;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Paths of a comment's pages in the console, and comment ids in pasted links. */
public final class CommentLinks {

    private static final Pattern ID = Pattern.compile("(?i)\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b");

    private static final String NOTICES = "/console/notices/";

    private CommentLinks() {}

    /** The page of one comment. */
    public static String path(UUID comment) {
        return "/console/comments/" + comment;
    }

    /** The page that discloses the author's e-mail address. */
    public static String emailPath(UUID comment) {
        return path(comment) + "/email";
    }

    /** The page that discloses the e-mail address of the sender of a notice. */
    public static String notifierPath(UUID notice) {
        return NOTICES + notice + "/email";
    }

    /** The page that discloses an address: of a notice's sender if the text is a link to that page, else of an author. */
    public static Optional<String> findEmailPath(String text) {
        return findId(text).map(id -> text.contains(NOTICES + id) ? notifierPath(id) : emailPath(id));
    }

    /** The last comment id in the text: an article's address may contain other ids before it. */
    public static Optional<UUID> findId(String text) {
        return ID.matcher(text).results().reduce((_, later) -> later).map(match -> UUID.fromString(match.group()));
    }
}
