package mizan.moderator;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import mizan.platform.ProblemException;
import mizan.platform.ProblemType;

/**
 * Finds the account that a token names, anew with every request: an account that was disabled, a role or a site taken
 * away, a new password count at once.
 */
@ServerFilter({"/api/v1/moderation/**", "/api/v1/audit/**", "/api/v1/privacy/**"})
final class SignedInFilter implements Ordered {

    static final String ATTRIBUTE = "mizan.moderator";

    private final Moderators moderators;

    SignedInFilter(Moderators moderators) {
        this.moderators = moderators;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void find(HttpRequest<?> request) {
        request.getUserPrincipal(Authentication.class).ifPresent(token -> {
            Moderator moderator = moderators
                    .find(SessionTokens.session(token))
                    .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
            request.setAttribute(ATTRIBUTE, moderator);
        });
    }
}
