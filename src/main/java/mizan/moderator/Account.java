package mizan.moderator;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as those see it who look after the accounts.
 *
 * @param disabledAt null while it may sign in
 */
public record Account(
        String name,
        Set<Role> roles,
        Set<String> sites,
        @Nullable Instant disabledAt) {

    /** Whether an OpenID provider says what it may do; only such names have an @. */
    public boolean isProviderAccount() {
        return name.indexOf('@') >= 0;
    }
}
