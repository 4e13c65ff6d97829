package mizan.moderator;

import org.jspecify.annotations.Nullable;

/**
 * Who looks after the accounts.
 *
 * @param name the ADMIN's account; null for whoever works on the machine itself
 */
public record Keeper(@Nullable String name) {

    public static final Keeper COMMAND_LINE = new Keeper(null);

    public static Keeper of(Moderator admin) {
        return new Keeper(admin.name());
    }

    boolean is(String account) {
        return account.equals(name);
    }
}
