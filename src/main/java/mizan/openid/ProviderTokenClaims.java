package mizan.openid;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.moderator.ProviderIdentity;
import mizan.moderator.Role;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Maps the claims of a validated token to an identity. Values without a mapping are ignored. */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
final class ProviderTokenClaims {

    /** Together with the @ and the alias, a name has at most 100 characters. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._+@-]{1,69}");

    private final OpenIdConfiguration configuration;
    private final Sites sites;

    ProviderTokenClaims(OpenIdConfiguration configuration, Sites sites) {
        this.configuration = configuration;
        this.sites = sites;
    }

    /** Empty if the token has no valid name or no issue time. */
    Optional<ProviderIdentity> read(JWTClaimsSet tokenClaims) {
        if (!(tokenClaims.getClaim(configuration.nameClaim()) instanceof String name)
                || tokenClaims.getIssueTime() == null) {
            return Optional.empty();
        }
        Instant issuedAt = tokenClaims.getIssueTime().toInstant();
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return NAME.matcher(composed).matches()
                ? Optional.of(new ProviderIdentity(
                        composed + "@" + configuration.alias(), roles(tokenClaims), siteNames(tokenClaims), issuedAt))
                : Optional.empty();
    }

    private Set<Role> roles(JWTClaimsSet tokenClaims) {
        return values(tokenClaims, configuration.rolesClaim())
                .map(configuration.roles()::get)
                .filter(Objects::nonNull)
                .collect(toUnmodifiableSet());
    }

    private Set<String> siteNames(JWTClaimsSet tokenClaims) {
        Map<String, String> mapped = configuration.sites();
        return values(tokenClaims, configuration.sitesClaim())
                .map(value -> mapped == null || mapped.isEmpty() ? value : mapped.get(value))
                .filter(Objects::nonNull)
                .filter(site -> sites.find(site).isPresent())
                .collect(toUnmodifiableSet());
    }

    private static Stream<String> values(JWTClaimsSet tokenClaims, String name) {
        @Nullable Object value = lookUp(tokenClaims.getClaims(), name);
        Collection<?> values = value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
        return values.stream().filter(String.class::isInstance).map(String.class::cast);
    }

    // The name of a token claim may itself contain dots, for example if it is a URL.
    private static @Nullable Object lookUp(Map<?, ?> tokenClaims, String name) {
        @Nullable Object whole = tokenClaims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return tokenClaims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? lookUp(inner, name.substring(dot + 1))
                : null;
    }
}
