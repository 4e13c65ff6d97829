package mizan.moderator;

import java.time.Instant;
import java.util.Set;

/**
 * What an OpenID provider says about somebody.
 *
 * @param name with the provider's behind an @, so that it is never that of an account of ours
 * @param roles none if this person has nothing to do here
 * @param asOf when the provider said so
 */
public record ProviderIdentity(String name, Set<Role> roles, Set<String> sites, Instant asOf) {

    /** Where an authentication has it, if it is one by the provider. */
    public static final String ATTRIBUTE = "mizan.claimed-account";

    public ProviderIdentity {
        if (name.indexOf('@') < 0) {
            throw new IllegalArgumentException("The name of an account of ours");
        }
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }
}
