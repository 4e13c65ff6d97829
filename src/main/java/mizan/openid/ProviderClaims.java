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

/** Reads what a checked token of the provider claims as what it means here: nothing but what is mapped. */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
final class ProviderClaims {

    /** With the alias and the @, no longer than a name may be. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._+@-]{1,69}");

    private final OpenIdConfiguration configuration;
    private final Sites sites;

    ProviderClaims(OpenIdConfiguration configuration, Sites sites) {
        this.configuration = configuration;
        this.sites = sites;
    }

    /** Empty if the token does not say whom it is about and when it was given. */
    Optional<ProviderIdentity> read(JWTClaimsSet claims) {
        if (!(claims.getClaim(configuration.nameClaim()) instanceof String name) || claims.getIssueTime() == null) {
            return Optional.empty();
        }
        Instant asOf = claims.getIssueTime().toInstant();
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return NAME.matcher(composed).matches()
                ? Optional.of(new ProviderIdentity(
                        composed + "@" + configuration.alias(), roles(claims), siteNames(claims), asOf))
                : Optional.empty();
    }

    private Set<Role> roles(JWTClaimsSet claims) {
        return values(claims, configuration.rolesClaim())
                .map(configuration.roles()::get)
                .filter(Objects::nonNull)
                .collect(toUnmodifiableSet());
    }

    private Set<String> siteNames(JWTClaimsSet claims) {
        Map<String, String> mapped = configuration.sites();
        return values(claims, configuration.sitesClaim())
                .map(value -> mapped == null || mapped.isEmpty() ? value : mapped.get(value))
                .filter(Objects::nonNull)
                .filter(site -> sites.find(site).isPresent())
                .collect(toUnmodifiableSet());
    }

    private static Stream<String> values(JWTClaimsSet claims, String name) {
        @Nullable Object value = find(claims.getClaims(), name);
        Collection<?> values = value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
        return values.stream().filter(String.class::isInstance).map(String.class::cast);
    }

    // A claim may have dots of its own, as those do that are named by URLs.
    private static @Nullable Object find(Map<?, ?> claims, String name) {
        @Nullable Object whole = claims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, name.substring(dot + 1))
                : null;
    }
}
