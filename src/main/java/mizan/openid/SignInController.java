package mizan.openid;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import mizan.moderator.ProviderAccounts;
import mizan.moderator.ProviderIdentity;
import mizan.moderator.Session;
import mizan.moderator.session.SessionCookie;
import mizan.moderator.signin.SignInThrottle;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.url.PublicOrigin;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import org.jspecify.annotations.Nullable;

/** Redirects browsers to the provider, and handles its callback. */
@Hidden
@Controller(SignInController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(bean = OpenIdConfiguration.class)
class SignInController {

    static final String PATH = "/console/openid";

    private static final String CALLBACK = "/callback";
    private static final String CONSOLE = "/console";
    private static final String COOKIE = "mizan-openid";
    private static final Duration STATE_LIFETIME = Duration.ofMinutes(10);

    private final AuthorizationCodeFlow flow;
    private final ProviderAccounts accounts;
    private final SignInThrottle throttle;
    private final ClientAddresses addresses;
    private final SessionCookie sessionCookie;
    private final PublicOrigin publicOrigin;
    private final Languages languages;

    SignInController(
            AuthorizationCodeFlow flow,
            ProviderAccounts accounts,
            SignInThrottle throttle,
            ClientAddresses addresses,
            SessionCookie sessionCookie,
            PublicOrigin publicOrigin,
            Languages languages) {
        this.flow = flow;
        this.accounts = accounts;
        this.throttle = throttle;
        this.addresses = addresses;
        this.sessionCookie = sessionCookie;
        this.publicOrigin = publicOrigin;
        this.languages = languages;
    }

    @Get
    HttpResponse<?> begin(HttpRequest<?> request) {
        AuthorizationState authorization = AuthorizationState.create();
        return HttpResponse.seeOther(flow.authorizationUri(authorization, redirectUri(request)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(cookie(request, authorization.serialize(), STATE_LIFETIME));
    }

    @Get(CALLBACK)
    HttpResponse<?> finish(
            HttpRequest<?> request, @QueryValue @Nullable String code, @QueryValue @Nullable String state) {
        AuthorizationState authorization = request.getCookies()
                .findCookie(name(request))
                .flatMap(cookie -> AuthorizationState.parse(cookie.getValue()))
                .filter(found -> state != null && found.hasState(state))
                .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
        if (code == null || code.isEmpty()) {
            throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
        }
        // Anonymous clients cause requests to the provider, so they are throttled.
        Optional<Session> session = throttle.attempt(
                        addresses.of(request), () -> flow.exchange(authorization, code, redirectUri(request)))
                .flatMap(this::signIn);
        return session.map(begun -> signedInPage(request, begun))
                .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
    }

    private Optional<Session> signIn(ProviderIdentity identity) {
        Optional<Session> session = accounts.signIn(identity);
        if (session.isEmpty() && identity.roles().isEmpty()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return session;
    }

    // A browser sends no SameSite=Strict cookie while it follows redirects from the provider's site. A page of the
    // service therefore begins a new navigation.
    private HttpResponse<?> signedInPage(HttpRequest<?> request, Session session) {
        Locale language = languages.of(request);
        String text = MessageBundle.SERVICE.get(language, "openid.signed-in");
        return HttpResponse.ok("""
                        <!DOCTYPE html>
                        <html lang="%1$s" dir="%2$s">
                        <meta charset="utf-8">
                        <meta http-equiv="refresh" content="0;url=%3$s">
                        <title>%4$s</title>
                        <p><a href="%3$s">%4$s</a></p>
                        </html>
                        """.formatted(language.getLanguage(), Languages.direction(language), CONSOLE, text))
                .contentType(MediaType.TEXT_HTML_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
                // The URL contains the authorization code.
                .header("Referrer-Policy", "no-referrer")
                .cookie(sessionCookie.issue(request, session))
                .cookie(cookie(request, "", Duration.ZERO));
    }

    private URI redirectUri(HttpRequest<?> request) {
        try {
            return URI.create(publicOrigin.of(request) + PATH + CALLBACK);
        } catch (IllegalArgumentException _) {
            // The Host header is not a host.
            throw ProblemException.malformed();
        }
    }

    // Lax, because the browser must send the cookie when the provider redirects it back.
    private Cookie cookie(HttpRequest<?> request, String value, Duration maxAge) {
        return Cookie.of(name(request), value)
                .httpOnly(true)
                .secure(!publicOrigin.isLoopback(request))
                .sameSite(SameSite.Lax)
                .path("/")
                .maxAge(maxAge);
    }

    private String name(HttpRequest<?> request) {
        return publicOrigin.isLoopback(request) ? COOKIE : "__Host-" + COOKIE;
    }
}
