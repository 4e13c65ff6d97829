package mizan.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.console.ConsolePageTest;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPageApiTest extends ServiceTest {

    private static final String SIGN_IN = "/console/sign-in";

    private final String origin = "http://localhost:" + port();

    @BeforeEach
    void addAccount() {
        bean(Accounts.class)
                .add(Actor.COMMAND_LINE, "layla", ConsolePageTest.PASSWORD, Set.of(Role.MODERATOR), Set.of("demo"));
    }

    @Test
    void cookieSignsInAndRedirectsToRequestedPage() {
        Answer answer = signIn("layla", ConsolePageTest.PASSWORD, "/console?site=demo");

        assertThat(location(answer)).isEqualTo("303 /console?site=demo");
        assertThat(answer.header("Set-Cookie")).contains("mizan-session=", "HTTPOnly", "SameSite=Strict", "Path=/");
        assertThat(get("/console", "Cookie", cookie(answer)).status()).isEqualTo(200);
    }

    @Test
    void wrongPasswordShowsUserNameButNotPassword() {
        Answer answer = signIn("lay<b>la", "not the password", "/console?site=demo");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body())
                .contains("value=\"lay&lt;b>la\"", "value=\"/console?site=demo\"", "role=\"alert\"")
                .doesNotContain("not the password");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void repeatedFailuresAreThrottled() {
        for (int i = 0; i < 10; i++) {
            signIn("layla", "wrong", "");
        }

        Answer answer = signIn("layla", ConsolePageTest.PASSWORD, "");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).contains("value=\"layla\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "/console//evil.example",
                "/console/../embed.js",
                "/console/%2e%2e/x",
                "/consoles",
                "/console\t//evil",
                "/console?a=b\nSet-Cookie: x=y",
                "/console@evil.example",
                "javascript:alert(1)",
                "/console/sign-in"
            })
    void redirectNeverLeavesConsole(String next) {
        assertThat(location(signIn("layla", ConsolePageTest.PASSWORD, next)))
                .isIn("303 /console", "303 " + (next.contains("%2e") ? next : "/console"));
        assertThat(get(SIGN_IN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                        .body())
                .contains("name=\"next\" value=\"/console");
    }

    @Test
    void signOutClearsCookie() {
        String cookie = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));

        Answer answer = signOut(cookie);

        assertThat(location(answer)).isEqualTo("303 /console/sign-in");
        assertThat(answer.header("Set-Cookie")).contains("mizan-session=;", "Max-Age=0");
    }

    @Test
    void signOutEndsAllSessionsOfAccount() {
        String here = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));
        String elsewhere = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));
        String token = "Bearer " + here.substring(here.indexOf('=') + 1);

        signOut(here);

        for (String cookie : new String[] {here, elsewhere}) {
            assertThat(location(page("/console", "Cookie", cookie))).isEqualTo("303 /console/sign-in");
            assertThat(get("/api/v1/moderation/comments", "Cookie", cookie).status())
                    .isEqualTo(401);
        }
        assertThat(get("/api/v1/moderation/comments", "Authorization", token).status())
                .isEqualTo(401);
        String anew = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));
        assertThat(get("/console", "Cookie", anew).status()).isEqualTo(200);
    }

    @Test
    void accountWithoutRolesCanSignOut() {
        String cookie = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));
        bean(Accounts.class).change(Actor.COMMAND_LINE, "layla", Set.of(), null);
        assertThat(get("/console", "Cookie", cookie).status()).isEqualTo(403);

        Answer answer = signOut(cookie);

        assertThat(location(answer)).isEqualTo("303 /console/sign-in");
        assertThat(answer.header("Set-Cookie")).contains("mizan-session=;", "Max-Age=0");
        bean(Accounts.class).change(Actor.COMMAND_LINE, "layla", Set.of(Role.MODERATOR), null);
        assertThat(location(page("/console", "Cookie", cookie))).isEqualTo("303 /console/sign-in");
    }

    @Test
    void sessionOfDisabledAccountEndsWithoutRedirectLoop() {
        String cookie = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));
        bean(Accounts.class).disable(Actor.COMMAND_LINE, "layla");

        assertThat(location(page("/console", "Cookie", cookie))).isEqualTo("303 /console/sign-in");
        assertThat(get(SIGN_IN, "Cookie", cookie).status()).isEqualTo(200);
        assertThat(location(signOut(cookie))).isEqualTo("303 /console/sign-in");
    }

    private Answer signIn(String name, String password, String next) {
        String form = Map.of("username", name, "password", password, "next", next).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", SIGN_IN, form, "Content-Type", FORM, "Origin", origin);
    }

    private static Answer page(String path, String... headers) {
        return get(
                path,
                Stream.concat(Stream.of(headers), Stream.of("Accept", "text/html"))
                        .toArray(String[]::new));
    }

    private Answer signOut(String cookie) {
        return send("POST", "/console/sign-out", "", "Content-Type", FORM, "Cookie", cookie, "Origin", origin);
    }

    private static String location(Answer answer) {
        return answer.status() + " " + answer.header("Location");
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").split(";", 2)[0];
    }
}
