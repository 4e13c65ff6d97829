package mizan.openid;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider, and the mapping of its token claims. It is read at start, so that the service does not start with a
 * wrong setting. The provider itself is contacted at the first use.
 *
 * @param issuer exactly as in the provider's tokens; https, except on the loopback address
 * @param alias follows the @ in the names of the provider's accounts
 * @param clientSecret null for a public client
 * @param audience the expected audience of API tokens; null to accept none of the provider. It is not the client id, because
 *     then ID tokens would be accepted too
 * @param scopes separated by spaces
 * @param nameClaim the token claim with the user name; it must be unique at the provider, and not chosen by the user
 * @param rolesClaim the token claim with the roles, a list or a string; dots separate the names of nested claims
 * @param sitesClaim the token claim with the sites, in the format of the roles
 * @param roles maps values of the roles' token claim to roles
 * @param sites maps values of the sites' token claim to site names; if empty, the values are the site names
 */
@Context
@Requires(property = OpenIdConfiguration.PREFIX + ".issuer")
@ConfigurationProperties(OpenIdConfiguration.PREFIX)
record OpenIdConfiguration(
        URI issuer,
        String alias,
        String clientId,
        @Nullable String clientSecret,
        @Nullable String audience,
        @Bindable(defaultValue = "openid profile") String scopes,
        @Bindable(defaultValue = "preferred_username") String nameClaim,
        @Bindable(defaultValue = "roles") String rolesClaim,
        @Bindable(defaultValue = "sites") String sitesClaim,

        @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        Map<String, Role> roles,

        @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW) @Nullable Map<String, String> sites) {

    static final String PREFIX = "mizan.openid";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    OpenIdConfiguration {
        if (!isIssuer(issuer.toString())) {
            throw new IllegalArgumentException(PREFIX + ".issuer: not https: " + issuer);
        }
        if (!isAlias(alias)) {
            throw new IllegalArgumentException(
                    PREFIX + ".alias: not 1 to 30 lower-case letters, digits, dots and hyphens: " + alias);
        }
    }

    /** Whether a URL is https, or http on the loopback address. */
    static boolean isIssuer(String url) {
        try {
            URI issuer = new URI(url);
            return issuer.getHost() != null
                    && ("https".equals(issuer.getScheme())
                            || ("http".equals(issuer.getScheme()) && LOOPBACK.contains(issuer.getHost())));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    static boolean isAlias(String alias) {
        return alias.matches("[a-z0-9.-]{1,30}");
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "OpenIdConfiguration[" + issuer + "]";
    }
}
