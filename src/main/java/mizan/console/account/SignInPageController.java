package mizan.console.account;

import io.micronaut.context.annotation.Property;
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
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.Optional;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Moderators;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Session;
import mizan.moderator.session.CurrentModerator;
import mizan.moderator.session.SessionCookie;
import mizan.moderator.signin.SignInThrottle;
import mizan.platform.http.ProblemException;
import mizan.platform.http.RateLimitHeaders;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.limit.Exceeded;
import org.jspecify.annotations.Nullable;

/** Signs moderators in and out. */
@Controller("/console")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class SignInPageController {

    private final Moderators moderators;
    private final SignInThrottle throttle;
    private final ClientAddresses addresses;
    private final SessionCookie sessionCookie;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;
    private final boolean isProviderOffered;

    SignInPageController(
            Moderators moderators,
            SignInThrottle throttle,
            ClientAddresses addresses,
            SessionCookie sessionCookie,
            StrictBodyReader reader,
            ConsoleRenderer renderer,
            @Property(name = "mizan.openid.issuer") @Nullable String issuer) {
        this.moderators = moderators;
        this.throttle = throttle;
        this.addresses = addresses;
        this.sessionCookie = sessionCookie;
        this.reader = reader;
        this.renderer = renderer;
        this.isProviderOffered = issuer != null;
    }

    /** Leads on a moderator who is signed in. */
    @Get("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> form(HttpRequest<?> request, @QueryValue @Nullable String next) {
        if (ConsoleRenderer.isFromAnotherSite(request)) {
            return renderer.reload(request, ConsolePath.signIn(next).toString());
        }
        // A page that refuses the cookie clears it and redirects back here.
        return sessionCookie.isPresent(request)
                ? ConsoleRenderer.redirect(ConsolePath.orHome(next))
                : page(request, HttpStatus.OK, next, "", null);
    }

    @Post("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> signIn(HttpRequest<?> request, @Body byte[] body) {
        Map<String, String> form = reader.form(body);
        String username = form.getOrDefault("username", "").strip();
        String password = form.getOrDefault("password", "");
        @Nullable String next = form.get("next");
        try {
            Optional<Session> session = throttle.attempt(
                    username, addresses.of(request), priority -> moderators.signIn(username, password, priority));
            return session.<HttpResponse<?>>map(begun -> ConsoleRenderer.redirect(ConsolePath.orHome(next))
                            .cookie(sessionCookie.issue(request, begun)))
                    .orElseGet(() -> page(request, HttpStatus.UNAUTHORIZED, next, username, "sign-in.refused"));
        } catch (ProblemException e) {
            Exceeded exceeded = e.exceeded().orElseThrow(() -> e);
            MutableHttpResponse<String> page =
                    page(request, HttpStatus.TOO_MANY_REQUESTS, next, username, "sign-in.wait");
            RateLimitHeaders.set(page, exceeded);
            return page;
        }
    }

    /** Ends all sessions of the account in every browser, and releases its claims. */
    @Post("/sign-out")
    @RequiresSignIn(role = false)
    @Consumes(MediaType.ALL)
    HttpResponse<?> signOut(HttpRequest<?> request) {
        CurrentModerator.of(request).ifPresent(moderators::signOut);
        return ConsoleRenderer.redirect(ConsolePath.signIn(null)).cookie(sessionCookie.clear(request));
    }

    private MutableHttpResponse<String> page(
            HttpRequest<?> request,
            HttpStatus status,
            @Nullable String next,
            String username,
            @Nullable String errorKey) {
        // The address of a POST lacks the return path, so a change of language would lose it.
        Layout layout =
                renderer.layout(request).withPath(ConsolePath.signIn(next).toString());
        return renderer.render(
                status,
                "console/sign-in.jte",
                new SignInPage(
                        layout,
                        ConsolePath.orHome(next).toString(),
                        username,
                        errorKey == null ? null : layout.text(errorKey),
                        isProviderOffered));
    }
}
