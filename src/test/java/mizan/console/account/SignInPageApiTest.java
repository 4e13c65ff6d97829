package mizan.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
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
import org.junit.jupiter.params.provider.CsvSource;
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
                "/console/.%2E/embed.js",
                "/console/%252e%252e/embed.js",
                "/console/%5cevil.example",
                "/console/\\evil.example",
                "/console/a%2f..%2f..%2fembed.js",
                "/console/.hidden",
                "/console?a=%0d%0aSet-Cookie:x",
                "/console?a=%00",
                "/console?a=%7f",
                "/console?a=%zz",
                "/console?a=\u0080",
                "/console/\u202e",
                "/console/sign-in?next=/console/sign-in",
                "/consoles",
                "/console\t//evil",
                "/console?a=b\nSet-Cookie: x=y",
                "/console@evil.example",
                "javascript:alert(1)",
                "/console/sign-in"
            })
    void redirectNeverLeavesConsole(String next) {
        assertThat(location(signIn("layla", ConsolePageTest.PASSWORD, next))).isEqualTo("303 /console");
        assertThat(get(SIGN_IN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                        .body())
                .contains("name=\"next\" value=\"/console");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console?site=demo&q=%D8%B3%25",
                "/console/comments/0199",
                "/console/accounts?a=b/../c"
            })
    void redirectLeadsToAnyConsolePage(String next) {
        assertThat(location(signIn("layla", ConsolePageTest.PASSWORD, next))).isEqualTo("303 " + next);
    }

    @Test
    void linkFromAnotherSiteLeadsToThePageInOneHop() {
        String cookie = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));
        String[] crossSite = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "document"};

        // The browser sends no SameSite=Strict cookie with the link, and has it again when the page requests itself.
        Answer hop = page("/console?site=demo&q=a", crossSite);

        assertThat(hop.status()).isEqualTo(200);
        assertThat(hop.body())
                .contains("<meta http-equiv=\"refresh\" content=\"0;url=/console?site=demo&amp;q=a\">", "dir=\"rtl\"")
                .doesNotContain("<script", "password");
        assertThat(hop.header("Cache-Control")).isEqualTo("no-store");
        String[] sameOrigin = {"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "document"};
        assertThat(page("/console?site=demo", "Cookie", cookie, sameOrigin[0], sameOrigin[1])
                        .status())
                .isEqualTo(200);
        assertThat(location(page("/console?site=demo", sameOrigin)))
                .as("without a session")
                .isEqualTo("303 /console/sign-in?next=%2Fconsole%3Fsite%3Ddemo");
        assertThat(page(SIGN_IN + "?next=%2Fconsole%3Fsite%3Ddemo", crossSite).body())
                .contains("content=\"0;url=/console/sign-in?next=%2Fconsole%3Fsite%3Ddemo\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'', /console",
        "?next=%2Fconsole%3Fsite%3Ddemo, /console?site=demo",
        "?next=%2F%2Fevil.example, /console"
    })
    void signInPageLeadsOnASignedInModerator(String query, String target) {
        String cookie = cookie(signIn("layla", ConsolePageTest.PASSWORD, ""));

        assertThat(location(page(SIGN_IN + query, "Cookie", cookie))).isEqualTo("303 " + target);
    }

    @Test
    void refusalOverHttpTellsWhatToSet() {
        try (EmbeddedServer replica = replica(Map.of("mizan.public-origin", "https://comments.example"))) {
            String path = "http://localhost:" + replica.getPort();
            byte[] form = "username=layla&password=x".getBytes(StandardCharsets.UTF_8);

            Answer own = sendTo(
                    replica.getPort(),
                    "POST",
                    SIGN_IN,
                    form,
                    "Content-Type",
                    FORM,
                    "Origin",
                    path,
                    "Accept",
                    "text/html",
                    "Accept-Language",
                    "en");
            Answer other = sendTo(
                    replica.getPort(),
                    "POST",
                    SIGN_IN,
                    form,
                    "Content-Type",
                    FORM,
                    "Origin",
                    "https://evil.example",
                    "Accept",
                    "text/html",
                    "Accept-Language",
                    "en");

            assertThat(own.status()).isEqualTo(403);
            assertThat(own.body()).contains("MIZAN_PUBLIC_ORIGIN").doesNotContain("Another site");
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.body()).contains("Another site").doesNotContain("MIZAN_PUBLIC_ORIGIN");
        }
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

        Answer refused = page("/console", "Cookie", cookie);
        assertThat(location(refused)).isEqualTo("303 /console/sign-in");
        assertThat(refused.header("Set-Cookie")).contains("mizan-session=;", "Max-Age=0");
        assertThat(get(SIGN_IN, "Cookie", "mizan-session=").status()).isEqualTo(200);
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
