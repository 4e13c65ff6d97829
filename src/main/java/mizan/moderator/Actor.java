package mizan.moderator;

import org.jspecify.annotations.Nullable;

/**
 * The author of a change to an account.
 *
 * @param name the account of the administrator; null for the command line
 */
public record Actor(@Nullable String name) {

    public static final Actor COMMAND_LINE = new Actor(null);

    public static Actor of(Moderator admin) {
        return new Actor(admin.name());
    }

    boolean is(String account) {
        return account.equals(name);
    }
}
