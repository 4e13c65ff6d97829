package mizan.moderator;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as administrators see it.
 *
 * @param disabledAt null while the account is enabled
 */
public record Account(
        String name,
        Set<Role> roles,
        Set<String> sites,
        @Nullable Instant disabledAt) {

    /** Whether the account belongs to an OpenID provider. Only the names of such accounts contain an @. */
    public boolean isProviderAccount() {
        return name.indexOf('@') >= 0;
    }
}
