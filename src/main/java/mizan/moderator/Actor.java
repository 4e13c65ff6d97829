package mizan.moderator;

import org.jspecify.annotations.Nullable;

/**
 * Who looks after the accounts.
 *
 * @param name the ADMIN's account; null for whoever works on the machine itself
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
