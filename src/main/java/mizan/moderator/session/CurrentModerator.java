package mizan.moderator.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;
import mizan.moderator.Moderator;
import mizan.moderator.Moderators;
import mizan.moderator.ProviderAccounts;
import mizan.moderator.ProviderIdentity;
import mizan.moderator.RequiresSignIn;

/** Resolves the account of a validated token: a local account or one of the OpenID provider. */
@Singleton
public class CurrentModerator {

    private final Moderators moderators;
    private final ProviderAccounts providerAccounts;

    CurrentModerator(Moderators moderators, ProviderAccounts providerAccounts) {
        this.moderators = moderators;
        this.providerAccounts = providerAccounts;
    }

    /** The signed-in moderator. Empty on routes without {@link RequiresSignIn}, and for anonymous requests. */
    public static Optional<Moderator> of(HttpRequest<?> request) {
        return request.getAttribute(CurrentModeratorFilter.ATTRIBUTE, Moderator.class);
    }

    /** The current state of the account; empty if it is disabled or the session has ended. */
    public Optional<Moderator> resolve(Authentication token) {
        return token.getAttributes().get(ProviderIdentity.ATTRIBUTE) instanceof ProviderIdentity identity
                ? providerAccounts.resolve(identity)
                : moderators.find(SessionTokens.session(token));
    }
}
