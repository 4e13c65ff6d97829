package mizan.console.layout;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import mizan.platform.http.url.PublicOrigin;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import org.jspecify.annotations.Nullable;

/** The console's languages: those that have a file {@code mizan/console_<language>.properties}. */
@Singleton
class ConsoleLanguages {

    static final MessageBundle MESSAGES = new MessageBundle("mizan.console");

    private static final Locale DEFAULT = Locale.of("ar");
    private static final String COOKIE_NAME = "mizan-language";
    private static final Duration COOKIE_LIFETIME = Duration.ofDays(365);
    private static final int MAX_RANGES = 200;

    private final PublicOrigin publicOrigin;
    private final List<Locale> all;

    ConsoleLanguages(ResourceLoader resources, PublicOrigin publicOrigin) {
        this.publicOrigin = publicOrigin;
        this.all = Arrays.stream(Locale.getISOLanguages())
                .filter(language -> resources
                        .getResource("mizan/console_" + language + ".properties")
                        .isPresent())
                .map(Locale::of)
                .toList();
    }

    List<Locale> all() {
        return all;
    }

    /** The messages in the language of the cookie, else in one that the browser accepts, else in Arabic. */
    LocalizedMessages messages(HttpRequest<?> request) {
        return MESSAGES.in(request.getCookies()
                .findCookie(COOKIE_NAME)
                .flatMap(cookie -> supported(cookie.getValue()))
                .or(() -> negotiate(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElse(DEFAULT));
    }

    Optional<Locale> supported(String tag) {
        return all.stream()
                .filter(language -> language.toLanguageTag().equals(tag))
                .findFirst();
    }

    /** The cookie that stores the chosen language. It contains no personal data. */
    Cookie cookie(HttpRequest<?> request, Locale language) {
        return Cookie.of(COOKIE_NAME, language.toLanguageTag())
                .httpOnly(true)
                .secure(!publicOrigin.isLoopback(request))
                .sameSite(SameSite.Lax)
                .path("/console")
                .maxAge(COOKIE_LIFETIME);
    }

    private Optional<Locale> negotiate(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAX_RANGES) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(LanguageRange.parse(acceptLanguage), all));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
