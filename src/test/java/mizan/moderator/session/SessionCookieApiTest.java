package mizan.moderator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.util.Map;
import mizan.moderator.Session;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieApiTest extends ServiceTest {

    private static final String QUEUE = "/api/v1/moderation/comments";
    private static final String CLAIMS = "/api/v1/moderation/claims";

    private final String ownOrigin = "http://localhost:" + port();

    @Test
    void cookieIsHttpOnlySecureAndSameSiteStrict() {
        Cookie cookie = bean(SessionCookie.class).issue(at("comments.example"), new Session("grace", 0));

        assertThat(cookie.getName()).isEqualTo("__Host-mizan-session");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getSameSite()).contains(SameSite.Strict);
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getMaxAge()).isEqualTo(3600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080"})
    void cookieIsNotSecureOnTheLoopbackAddress(String host) {
        Cookie cookie = bean(SessionCookie.class).issue(at(host), new Session("grace", 0));

        assertThat(cookie.getName()).isEqualTo("mizan-session");
        assertThat(cookie.isSecure()).isFalse();
        assertThat(cookie.getSameSite()).contains(SameSite.Strict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example", "127.0.0.1.example", "127.example", "xlocalhost", "localhost@evil"})
    void cookieIsSecureOnHostsThatResembleTheLoopbackAddress(String host) {
        assertThat(bean(SessionCookie.class)
                        .issue(at(host), new Session("grace", 0))
                        .isSecure())
                .isTrue();
    }

    @Test
    void signOutExpiresTheSameCookie() {
        Cookie cleared = bean(SessionCookie.class).clear(at("comments.example"));

        assertThat(cleared.getName()).isEqualTo("__Host-mizan-session");
        assertThat(cleared.getValue()).isEmpty();
        assertThat(cleared.getMaxAge()).isZero();
        assertThat(cleared.isSecure()).isTrue();
        assertThat(cleared.getPath()).isEqualTo("/");
    }

    @Test
    void cookieAllowsReadsAndChangesFromTheServicesOwnOrigin() {
        String id = submitted(Sample.submission());
        String cookie = cookie();

        assertThat(get(QUEUE, "Cookie", cookie).status()).isEqualTo(200);
        assertThat(get(QUEUE, "Cookie", cookie, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(200);
        assertThat(post(QUEUE + "/" + id + "/approve", Map.of("version", 0), "Cookie", cookie, "Origin", ownOrigin)
                        .status())
                .isEqualTo(200);
        assertThat(send("DELETE", CLAIMS, "", "Cookie", cookie, "Origin", ownOrigin)
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "https://evil.example",
                "https://demo.example",
                "http://localhost",
                "http://localhost:1",
                "https://localhost:PORT",
                "http://127.0.0.1:PORT",
                "http://localhost:PORT.evil.example",
                "http://localhost:PORT/"
            })
    void cookieAllowsNoChangesFromOtherOrigins(String origin) {
        String id = submitted(Sample.submission());
        String[] headers = origin.isEmpty()
                ? new String[] {"Cookie", cookie()}
                : new String[] {"Cookie", cookie(), "Origin", origin.replace("PORT", Integer.toString(port()))};

        Answer decided = post(QUEUE + "/" + id + "/approve", Map.of("version", 0), headers);

        assertThat(decided.problem()).isEqualTo("403 application/problem+json /problems/origin-not-allowed");
        assertThat(send("DELETE", CLAIMS, "", headers).status()).isEqualTo(403);
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("PENDING");
    }

    @Test
    void bearerTokenTakesPrecedenceOverTheCookie() {
        String id = submitted(Sample.submission());
        String cookie = cookie();

        assertThat(post(
                                QUEUE + "/" + id + "/approve",
                                Map.of("version", 0),
                                "Cookie",
                                cookie,
                                "Authorization",
                                admin(),
                                "Origin",
                                "https://tool.example")
                        .status())
                .isEqualTo(200);
        assertThat(get(QUEUE, "Cookie", cookie, "Authorization", "Bearer x").status())
                .as("the cookie does not replace an invalid token")
                .isEqualTo(401);
    }

    @Test
    void cookieIsIgnoredOnPublicRoutes() {
        assertThat(post("/api/v1/sites/demo/comments", Sample.submission(), "Cookie", cookie())
                        .status())
                .isEqualTo(202);
    }

    @Test
    void cookieOfDisabledAccountIsRefused() {
        String cookie = cookie();
        Postgres.execute("UPDATE moderator SET disabled_at = now()");

        assertThat(get(QUEUE, "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void cookieWithoutHostPrefixIsIgnoredOverTls() {
        SessionCookie cookies = bean(SessionCookie.class);

        assertThat(cookies.findToken(at("comments.example").cookie(Cookie.of("mizan-session", "x"))))
                .isEmpty();
        assertThat(cookies.findToken(at("comments.example").cookie(Cookie.of("__Host-mizan-session", "x"))))
                .contains("x");
    }

    private static SimpleHttpRequest<?> at(String host) {
        SimpleHttpRequest<?> request = new SimpleHttpRequest<>(HttpMethod.GET, QUEUE, null);
        request.header("Host", host);
        return request;
    }

    private static String cookie() {
        admin();
        HttpRequest<?> request = at("localhost:" + port());
        Cookie cookie = bean(SessionCookie.class).issue(request, new Session("grace", 0));
        return cookie.getName() + "=" + cookie.getValue();
    }
}
