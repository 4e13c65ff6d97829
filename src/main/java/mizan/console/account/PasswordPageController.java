package mizan.console.account;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderator.Accounts;
import mizan.moderator.Moderator;
import mizan.moderator.Moderators;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.password.PasswordPolicy;
import mizan.moderator.session.SessionCookie;
import mizan.moderator.signin.SignInThrottle;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.RateLimitHeaders;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.limit.Exceeded;
import org.jspecify.annotations.Nullable;

/** Lets moderators change their own password. It requires the current one: an open console is not enough. */
@Controller(PasswordPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class PasswordPageController {

    private final Moderators moderators;
    private final Accounts accounts;
    private final SignInThrottle throttle;
    private final ClientAddresses addresses;
    private final SessionCookie sessionCookie;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    PasswordPageController(
            Moderators moderators,
            Accounts accounts,
            SignInThrottle throttle,
            ClientAddresses addresses,
            SessionCookie sessionCookie,
            StrictBodyReader reader,
            ConsoleRenderer renderer) {
        this.moderators = moderators;
        this.accounts = accounts;
        this.throttle = throttle;
        this.addresses = addresses;
        this.sessionCookie = sessionCookie;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> form(HttpRequest<?> request, Moderator moderator, @QueryValue @Nullable String done) {
        requireLocalAccount(moderator);
        return render(HttpStatus.OK, PasswordPage.of(renderer.layout(request), done != null));
    }

    /** Ends every other session of the account. */
    @Post
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Moderator moderator, @Body byte[] body) {
        requireLocalAccount(moderator);
        Map<String, String> form = reader.form(body);
        String currentPassword = form.getOrDefault("present", "");
        String newPassword = form.getOrDefault("next", "");
        PasswordPage page = PasswordPage.of(renderer.layout(request), false);
        Optional<PasswordPolicy.Violation> violation = PasswordPolicy.check(newPassword, moderator.name());
        if (violation.isPresent()) {
            return render(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    page.withViolation("next", AccountsPage.messageKey(violation.get()), PasswordPolicy.MIN_LENGTH));
        }
        try {
            return throttle.attempt(
                            moderator.name(),
                            addresses.of(request),
                            _ -> moderators.reauthenticate(moderator, currentPassword))
                    .flatMap(confirmed -> accounts.changeOwnPassword(confirmed, newPassword))
                    .<HttpResponse<?>>map(session -> ConsoleRenderer.redirect(URI.create(PasswordPage.PATH + "?done"))
                            .cookie(sessionCookie.issue(request, session)))
                    .orElseGet(() ->
                            render(HttpStatus.UNPROCESSABLE_ENTITY, page.withViolation("present", "password.refused")));
        } catch (ProblemException e) {
            Exceeded exceeded = e.exceeded().orElseThrow(() -> e);
            MutableHttpResponse<?> response =
                    render(HttpStatus.TOO_MANY_REQUESTS, page.withViolation("present", "sign-in.wait"));
            RateLimitHeaders.set(response, exceeded);
            return response;
        }
    }

    private MutableHttpResponse<?> render(HttpStatus status, PasswordPage page) {
        return renderer.render(status, "console/password.jte", page);
    }

    // The passwords of an OpenID provider's accounts are managed by the provider.
    private static void requireLocalAccount(Moderator moderator) {
        if (moderator.isProviderAccount()) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }
}
