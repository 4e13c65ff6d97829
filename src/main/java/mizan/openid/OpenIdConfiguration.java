package mizan.openid;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/**
 * The provider, and what its claims mean here. Read at start, so that a wrong setting stops it there; the provider itself
 * is asked when it is first needed.
 *
 * @param issuer exactly as its tokens name it; https, but on the loopback address
 * @param alias what stands behind the @ in the names of its accounts
 * @param clientSecret none for a public client
 * @param audience whom tokens for the API are meant for; the client if none is given
 * @param scopes separated by spaces
 * @param nameClaim the person's name: one that the provider gives to nobody else, and that nobody can choose
 * @param rolesClaim a list or a string; a claim inside of another is written with dots
 * @param sitesClaim the same
 * @param roles which value of the roles' claim gives which role
 * @param sites which value of the sites' claim names which site; if empty the values are the sites' names
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
        boolean isOnTheSameMachine =
                "http".equals(issuer.getScheme()) && issuer.getHost() != null && LOOPBACK.contains(issuer.getHost());
        if (!"https".equals(issuer.getScheme()) && !isOnTheSameMachine) {
            throw new IllegalArgumentException(PREFIX + ".issuer: not https: " + issuer);
        }
        if (!alias.matches("[a-z0-9.-]{1,30}")) {
            throw new IllegalArgumentException(
                    PREFIX + ".alias: not 1 to 30 small letters, digits, dots and hyphens: " + alias);
        }
    }

    String expectedAudience() {
        return audience == null ? clientId : audience;
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "OpenIdConfiguration[" + issuer + "]";
    }
}
