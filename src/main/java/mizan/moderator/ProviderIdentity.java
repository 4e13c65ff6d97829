package mizan.moderator;

import java.time.Instant;
import java.util.Set;

/**
 * The identity that an OpenID provider asserts in a token.
 *
 * @param name the user name, an @ and the alias of the provider; never the name of a local account
 * @param roles empty if none of the provider's roles is mapped
 * @param issuedAt when the provider issued the token
 */
public record ProviderIdentity(String name, Set<Role> roles, Set<String> sites, Instant issuedAt) {

    /** The attribute of an authentication that holds the identity, if the provider issued the token. */
    public static final String ATTRIBUTE = "mizan.provider-identity";

    public ProviderIdentity {
        if (name.indexOf('@') < 0) {
            throw new IllegalArgumentException("The name of a local account");
        }
        roles = Set.copyOf(roles);
        sites = Set.copyOf(sites);
    }
}
