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
import mizan.moderator.SessionCookie;
import mizan.moderator.SignInThrottle;
import mizan.platform.http.ClientAddresses;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.PublicOrigin;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import org.jspecify.annotations.Nullable;

/** Sends a browser to the provider, and takes it back. */
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
    private static final Duration AT_THE_PROVIDER = Duration.ofMinutes(10);

    private final CodeFlow flow;
    private final ProviderAccounts accounts;
    private final SignInThrottle throttle;
    private final ClientAddresses addresses;
    private final SessionCookie sessionCookie;
    private final PublicOrigin publicOrigin;
    private final Languages languages;

    SignInController(
            CodeFlow flow,
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
        AuthorizationState attempt = AuthorizationState.begin();
        return HttpResponse.seeOther(flow.begin(attempt, back(request)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(cookie(request, attempt.write(), AT_THE_PROVIDER));
    }

    @Get(CALLBACK)
    HttpResponse<?> finish(
            HttpRequest<?> request, @QueryValue @Nullable String code, @QueryValue @Nullable String state) {
        AuthorizationState attempt = request.getCookies()
                .findCookie(name(request))
                .flatMap(cookie -> AuthorizationState.parse(cookie.getValue()))
                .filter(found -> state != null && found.isReturn(state))
                .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
        if (code == null || code.isEmpty()) {
            throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
        }
        // The provider is asked on behalf of whoever comes: not without end.
        Optional<Session> session = throttle.attempt(
                        addresses.of(request), () -> flow.finish(attempt, code, back(request)))
                .flatMap(this::admit);
        return session.map(begun -> signedIn(request, begun))
                .orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
    }

    private Optional<Session> admit(ProviderIdentity account) {
        Optional<Session> session = accounts.signIn(account);
        if (session.isEmpty() && account.roles().isEmpty()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return session;
    }

    // The browser is still on its way from the provider's site, and sends no Strict cookie wherever that way leads: a
    // page of our own has to begin another.
    private HttpResponse<?> signedIn(HttpRequest<?> request, Session session) {
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
                // The address holds the code.
                .header("Referrer-Policy", "no-referrer")
                .cookie(sessionCookie.issue(request, session))
                .cookie(cookie(request, "", Duration.ZERO));
    }

    private URI back(HttpRequest<?> request) {
        try {
            return URI.create(publicOrigin.of(request) + PATH + CALLBACK);
        } catch (IllegalArgumentException _) {
            // A Host that is none.
            throw ProblemException.malformed();
        }
    }

    // Lax: it has to be there when the browser comes back from the provider's site.
    private Cookie cookie(HttpRequest<?> request, String value, Duration age) {
        return Cookie.of(name(request), value)
                .httpOnly(true)
                .secure(!publicOrigin.isLoopback(request))
                .sameSite(SameSite.Lax)
                .path("/")
                .maxAge(age);
    }

    private String name(HttpRequest<?> request) {
        return publicOrigin.isLoopback(request) ? COOKIE : "__Host-" + COOKIE;
    }
}
