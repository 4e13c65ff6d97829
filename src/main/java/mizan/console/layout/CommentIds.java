package mizan.console.layout;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of comments, as people copy them: alone, or in the address of a page of the console's or of an article's. */
public final class CommentIds {

    private static final Pattern ID = Pattern.compile("(?i)\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b");

    private CommentIds() {}

    /** The last one in what was typed: before it an article's address may have others. */
    public static Optional<UUID> find(String typed) {
        return ID.matcher(typed).results().reduce((_, later) -> later).map(match -> UUID.fromString(match.group()));
    }
}
