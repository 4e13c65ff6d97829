package mizan.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.console.ConsoleTest;
import mizan.console.layout.ConsoleAssets;
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

    private final String own = "http://localhost:" + port();

    @BeforeEach
    void account() {
        bean(Accounts.class)
                .add(Actor.COMMAND_LINE, "layla", ConsoleTest.PASSWORD, Set.of(Role.MODERATOR), Set.of("demo"));
    }

    @Test
    void whoIsNotSignedInIsLedToWhereTheyCanBe() {
        assertThat(location(page("/console"))).isEqualTo("303 /console/sign-in");
        assertThat(location(page("/console?site=demo&q=a%20b")))
                .isEqualTo("303 /console/sign-in?next=%2Fconsole%3Fsite%3Ddemo%26q%3Da%2520b");
    }

    @Test
    void aProgramIsToldWhatIsWrongInTheFormOfAProblem() {
        assertThat(get("/console", "Accept", "*/*").problem())
                .isEqualTo("401 application/problem+json /problems/sign-in-required");
        assertThat(send("POST", "/console/claims", "", "Origin", "https://evil.example")
                        .problem())
                .isEqualTo("403 application/problem+json /problems/origin-not-allowed");
        assertThat(send("POST", "/console/claims", "", "Origin", "https://evil.example", "Accept", "text/html")
                        .header("Content-Type"))
                .startsWith("text/html");
    }

    @Test
    void aFragmentTakesThePageThere() {
        Answer answer =
                get("/console?after=x", "HX-Request", "true", "HX-Current-URL", "http://localhost:1/console?site=demo");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/console/sign-in?next=%2Fconsole%3Fsite%3Ddemo");
        assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<html");
    }

    @Test
    void theCookieSignsInAndLeadsOn() {
        Answer answer = signIn("layla", ConsoleTest.PASSWORD, "/console?site=demo");

        assertThat(location(answer)).isEqualTo("303 /console?site=demo");
        assertThat(answer.header("Set-Cookie")).contains("mizan-session=", "HTTPOnly", "SameSite=Strict", "Path=/");
        assertThat(get("/console", "Cookie", cookie(answer)).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsSaidWithTheNameAndWithoutThePassword() {
        Answer answer = signIn("lay<b>la", "not the password", "/console?site=demo");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body())
                .contains("value=\"lay&lt;b>la\"", "value=\"/console?site=demo\"", "role=\"alert\"")
                .doesNotContain("not the password");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void whoFailsTooOftenWaits() {
        for (int i = 0; i < 10; i++) {
            signIn("layla", "wrong", "");
        }

        Answer answer = signIn("layla", ConsoleTest.PASSWORD, "");

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
    void nobodyIsLedAnywhereElse(String next) {
        assertThat(location(signIn("layla", ConsoleTest.PASSWORD, next)))
                .isIn("303 /console", "303 " + (next.contains("%2e") ? next : "/console"));
        assertThat(get(SIGN_IN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                        .body())
                .contains("name=\"next\" value=\"/console");
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGN_IN, "/console/sign-out", "/console/language", "/console/nothing"})
    void nothingIsDoneForAPageOfAnotherOrigin(String path) {
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost"}) {
            Answer answer = send(
                    "POST",
                    path,
                    "username=layla&language=en&password=" + ConsoleTest.PASSWORD,
                    "Content-Type",
                    FORM,
                    "Origin",
                    origin);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(send("POST", path, "username=layla", "Content-Type", FORM).status())
                .as("no Origin")
                .isEqualTo(403);
    }

    @Test
    void signingOutEndsTheCookie() {
        String cookie = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));

        Answer answer = signOut(cookie);

        assertThat(location(answer)).isEqualTo("303 /console/sign-in");
        assertThat(answer.header("Set-Cookie")).contains("mizan-session=;", "Max-Age=0");
    }

    @Test
    void signingOutEndsEverySessionOfTheAccountACopiedOneToo() {
        String here = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));
        String elsewhere = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));
        String token = "Bearer " + here.substring(here.indexOf('=') + 1);

        signOut(here);

        for (String cookie : new String[] {here, elsewhere}) {
            assertThat(location(page("/console", "Cookie", cookie))).isEqualTo("303 /console/sign-in");
            assertThat(get("/api/v1/moderation/comments", "Cookie", cookie).status())
                    .isEqualTo(401);
        }
        assertThat(get("/api/v1/moderation/comments", "Authorization", token).status())
                .isEqualTo(401);
        String anew = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));
        assertThat(get("/console", "Cookie", anew).status()).isEqualTo(200);
    }

    @Test
    void whoHasNoRoleAnyMoreCanStillSignOut() {
        String cookie = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));
        bean(Accounts.class).change(Actor.COMMAND_LINE, "layla", Set.of(), null);
        assertThat(get("/console", "Cookie", cookie).status()).isEqualTo(403);

        Answer answer = signOut(cookie);

        assertThat(location(answer)).isEqualTo("303 /console/sign-in");
        assertThat(answer.header("Set-Cookie")).contains("mizan-session=;", "Max-Age=0");
        bean(Accounts.class).change(Actor.COMMAND_LINE, "layla", Set.of(Role.MODERATOR), null);
        assertThat(location(page("/console", "Cookie", cookie))).isEqualTo("303 /console/sign-in");
    }

    @Test
    void theSessionOfADisabledAccountEndsWithoutALoop() {
        String cookie = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));
        bean(Accounts.class).disable(Actor.COMMAND_LINE, "layla");

        assertThat(location(page("/console", "Cookie", cookie))).isEqualTo("303 /console/sign-in");
        assertThat(get(SIGN_IN, "Cookie", cookie).status()).isEqualTo(200);
        assertThat(location(signOut(cookie))).isEqualTo("303 /console/sign-in");
    }

    @Test
    void everyPageIsSentWithAStrictPolicy() {
        String cookie = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));

        for (Answer answer : new Answer[] {
            get("/console", "Cookie", cookie),
            get(SIGN_IN),
            get("/console/nothing", "Cookie", cookie, "Accept", "text/html")
        }) {
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " img-src 'self'; form-action 'self'; base-uri 'none'; layout-ancestors 'none'");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.body())
                    .doesNotContain("<script>", "style=", "onclick")
                    .contains("\"allowEval\":false");
        }
    }

    @Test
    void aProblemIsAPageForPeopleAndAProblemForPrograms() {
        String cookie = cookie(signIn("layla", ConsoleTest.PASSWORD, ""));

        Answer page = get("/console/nothing", "Cookie", cookie, "Accept", "text/html", "Accept-Language", "en");
        Answer problem = get("/console/nothing", "Cookie", cookie);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body())
                .contains(
                        "<html lang=\"en\" dir=\"ltr\" data-account=\"layla\">",
                        "There is no page at this address.",
                        "layla");
        assertThat(problem.problem()).isEqualTo("404 application/problem+json /problems/not-found");
    }

    @Test
    void theLanguageIsWhatWasChosenElseTheBrowsersElseArabic() {
        Answer chosen =
                send("POST", "/console/language", "language=en&next=/console", "Content-Type", FORM, "Origin", own);

        assertThat(location(chosen)).isEqualTo("303 /console");
        assertThat(get(SIGN_IN, "Cookie", cookie(chosen), "Accept-Language", "ar")
                        .body())
                .contains("<html lang=\"en\" dir=\"ltr\">");
        assertThat(get(SIGN_IN, "Accept-Language", "de,en;q=0.5").body()).contains("<html lang=\"en\"");
        assertThat(get(SIGN_IN, "Accept-Language", "de").body()).contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(location(send(
                        "POST",
                        "/console/language",
                        "language=en&next=%2Fconsole%2Fsign-in%3Fnext%3D%252Fconsole%253Fsite%253Ddemo",
                        "Content-Type",
                        FORM,
                        "Origin",
                        own)))
                .isEqualTo("303 /console/sign-in?next=%2Fconsole%3Fsite%3Ddemo");
    }

    @Test
    void filesStandUnderTheirVersionForGood() {
        String version = bean(ConsoleAssets.class).path();

        assertThat(ConsoleAssets.FILES)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(get(version + "/" + file).header("Cache-Control"))
                        .isEqualTo("public, max-age=31536000, immutable"));
        assertThat(get(version + "/htmx.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(get(version + "/htmx.js", "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(get("/assets/console/0/console.css").header("Cache-Control")).isEqualTo("no-store");
        assertThat(get(version + "/nothing.js").status()).isEqualTo(404);
    }

    @Test
    void everyFileThatIsThereIsNamed() throws IOException {
        Path folder = Path.of("src/main/resources/assets/console");

        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ConsoleAssets.FILES);
        }
    }

    private Answer signIn(String name, String password, String next) {
        String form = Map.of("username", name, "password", password, "next", next).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", SIGN_IN, form, "Content-Type", FORM, "Origin", own);
    }

    private static Answer page(String path, String... headers) {
        return get(
                path,
                Stream.concat(Stream.of(headers), Stream.of("Accept", "text/html"))
                        .toArray(String[]::new));
    }

    private Answer signOut(String cookie) {
        return send("POST", "/console/sign-out", "", "Content-Type", FORM, "Cookie", cookie, "Origin", own);
    }

    private static String location(Answer answer) {
        return answer.status() + " " + answer.header("Location");
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").split(";", 2)[0];
    }
}
