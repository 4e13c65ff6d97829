package mizan.moderator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes to an account that take effect together, or not at all. Null leaves the value unchanged. */
public record AccountUpdate(
        @Nullable Set<Role> roles,
        @Nullable Set<String> sites,
        @Nullable String password,
        @Nullable Boolean isDisabled) {

    /** Omits the password. */
    @Override
    public String toString() {
        return "AccountUpdate[…]";
    }
}
