package mizan.console.layout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import mizan.console.ConsoleApiTest;
import mizan.console.ConsolePageTest;
import mizan.testing.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilterApiTest extends ConsoleApiTest {

    @Test
    void unauthenticatedRequestsAreRedirectedToSignIn() {
        assertThat(location(get("/console", "Accept", "text/html"))).isEqualTo("303 /console/sign-in");
        assertThat(location(get("/console?site=demo&q=a%20b", "Accept", "text/html")))
                .isEqualTo("303 /console/sign-in?next=%2Fconsole%3Fsite%3Ddemo%26q%3Da%2520b");
    }

    @Test
    void unauthenticatedFragmentRedirectsItsPage() {
        Answer answer =
                get("/console?after=x", "HX-Request", "true", "HX-Current-URL", "http://localhost:1/console?site=demo");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/console/sign-in?next=%2Fconsole%3Fsite%3Ddemo");
        assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<html");
    }

    @Test
    void clientsThatDoNotAcceptHtmlGetProblemJson() {
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
    void problemsArePagesForBrowsersAndJsonForOtherClients() {
        String cookie = cookie("ada");

        Answer page = get("/console/nothing", "Cookie", cookie, "Accept", "text/html", "Accept-Language", "en");
        Answer problem = get("/console/nothing", "Cookie", cookie);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body())
                .contains(
                        "<html lang=\"en\" dir=\"ltr\" data-account=\"ada\">",
                        "There is no page at this address.",
                        "<bdi>ada</bdi>");
        assertThat(problem.problem()).isEqualTo("404 application/problem+json /problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/sign-in", "/console/sign-out", "/console/language", "/console/nothing"})
    void postsFromOtherOriginsAreRejected(String path) {
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost"}) {
            Answer answer = send(
                    "POST",
                    path,
                    "username=layla&language=en&password=" + ConsolePageTest.PASSWORD,
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
    void everyPageHasStrictSecurityHeaders() {
        String cookie = cookie("ada");

        for (Answer answer : new Answer[] {
            get("/console", "Cookie", cookie),
            get("/console/sign-in"),
            get("/console/nothing", "Cookie", cookie, "Accept", "text/html")
        }) {
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.body())
                    .doesNotContain("<script>", "style=", "onclick")
                    .contains("\"allowEval\":false");
        }
    }
}
