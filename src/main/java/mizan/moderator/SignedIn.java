package mizan.moderator;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whom a checked token belongs to: this service's own accounts, and those of its OpenID provider. */
@Singleton
public class SignedIn {

    private final Moderators moderators;
    private final ProviderAccounts providerAccounts;

    SignedIn(Moderators moderators, ProviderAccounts providerAccounts) {
        this.moderators = moderators;
        this.providerAccounts = providerAccounts;
    }

    /** Who asks, on the routes where {@link SignedInFilter} looks for that; empty if nobody is signed in. */
    public static Optional<Moderator> of(HttpRequest<?> request) {
        return request.getAttribute(SignedInFilter.ATTRIBUTE, Moderator.class);
    }

    /** The account as it is now; empty if it is disabled, or the session has ended. */
    public Optional<Moderator> moderator(Authentication token) {
        return token.getAttributes().get(ClaimedAccount.ATTRIBUTE) instanceof ClaimedAccount claimed
                ? providerAccounts.recognise(claimed)
                : moderators.find(SessionTokens.session(token));
    }
}
