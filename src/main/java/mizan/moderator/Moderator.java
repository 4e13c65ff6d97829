package mizan.moderator;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Set;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;

/**
 * A signed-in account.
 *
 * @param name the name of the account, which never changes
 * @param sites the sites that a {@link Role#MODERATOR} moderates; ignored for an {@link Role#ADMIN}, who moderates all
 */
public record Moderator(String name, Set<Role> roles, Set<String> sites) {

    public Moderator {
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** @throws ProblemException {@link ProblemType#NOT_ALLOWED} if the account does not have the role */
    public void require(Role role) {
        if (!has(role)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }

    /** Whether the account belongs to an OpenID provider. Only the names of such accounts contain an @. */
    public boolean isProviderAccount() {
        return name.indexOf('@') >= 0;
    }

    /** Whether the account may moderate comments at all. */
    public boolean canModerate() {
        return has(Role.MODERATOR) || has(Role.ADMIN);
    }

    public boolean canModerate(String site) {
        return has(Role.ADMIN) || (has(Role.MODERATOR) && sites.contains(site));
    }

    /** Returns those of the sites whose comments the account may moderate. */
    public Set<String> permittedSites(Collection<String> sites) {
        return sites.stream().filter(this::canModerate).collect(toUnmodifiableSet());
    }
}
