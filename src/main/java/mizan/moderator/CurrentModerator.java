package mizan.moderator;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whom a checked token belongs to: this service's own accounts, and those of its OpenID provider. */
@Singleton
public class CurrentModerator {

    private final Moderators moderators;
    private final ProviderAccounts providerAccounts;

    CurrentModerator(Moderators moderators, ProviderAccounts providerAccounts) {
        this.moderators = moderators;
        this.providerAccounts = providerAccounts;
    }

    /** Who asks, on the routes where {@link CurrentModeratorFilter} looks for that; empty if nobody is signed in. */
    public static Optional<Moderator> of(HttpRequest<?> request) {
        return request.getAttribute(CurrentModeratorFilter.ATTRIBUTE, Moderator.class);
    }

    /** The account as it is now; empty if it is disabled, or the session has ended. */
    public Optional<Moderator> resolve(Authentication token) {
        return token.getAttributes().get(ProviderIdentity.ATTRIBUTE) instanceof ProviderIdentity claimed
                ? providerAccounts.resolve(claimed)
                : moderators.find(SessionTokens.session(token));
    }
}
