package mizan.moderator;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Set;

/**
 * Somebody who is signed in.
 *
 * @param name the account's name, which never changes
 * @param sites where a {@link Role#MODERATOR} decides; without meaning for an {@link Role#ADMIN}
 */
public record Moderator(String name, Set<Role> roles, Set<String> sites) {

    public Moderator {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Whether an OpenID provider says what it may do; only such names have an @. */
    public boolean isProviderAccount() {
        return name.indexOf('@') >= 0;
    }

    /** Whether this account decides on any site's comments at all. */
    public boolean canModerate() {
        return has(Role.MODERATOR) || has(Role.ADMIN);
    }

    public boolean canModerate(String site) {
        return has(Role.ADMIN) || (has(Role.MODERATOR) && sites.contains(site));
    }

    /** Of these sites, the ones on whose comments this account decides. */
    public Set<String> permittedSites(Collection<String> all) {
        return all.stream().filter(this::canModerate).collect(toUnmodifiableSet());
    }
}
