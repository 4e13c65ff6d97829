package mizan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access to the console's pages by role, and rules that all pages follow. */
class ConsoleAccessApiTest extends ConsoleApiTest {

    @ParameterizedTest
    @CsvSource({
        "/console/dashboard, 200, 200, 403",
        "/console/dashboard?site=herald, 200, 403, 403",
        "/console/dashboard?site=nowhere, 404, 404, 403",
        "/console/dashboard?days=31, 422, 422, 403",
        "/console/accounts, 200, 403, 403",
        "/console/accounts/new, 200, 403, 403",
        "/console/accounts/account?name=ada, 200, 403, 403",
        "/console/accounts/account?name=nobody, 404, 403, 403",
        "/console/accounts/account?name=%00, 404, 403, 403",
        "/console/accounts/disable?name=ada, 200, 403, 403",
        "/console/audit, 200, 403, 403",
        "/console/audit?moderator=%00, 200, 403, 403",
        "/console/audit?comment=x, 422, 403, 403",
        "/console/audit?after=x, 400, 403, 403"
    })
    void pagesRequireTheirRole(String path, int admin, int moderator, int officer) {
        assertThat(getPage("grace", path).status()).isEqualTo(admin);
        assertThat(getPage("ada", path).status()).isEqualTo(moderator);
        assertThat(getPage("olga", path).status()).isEqualTo(officer);
    }

    @Test
    void hostileInputIsShownAsText() {
        String id = submitted(Sample.with(
                Sample.submission("name", "<img src=x onerror=alert(1)>"), "body", "</p><script>alert(1)</script>"));
        decide(id, "reject", Map.of("version", 0, "reason", "OTHER", "note", "\"><b>note"), admin());

        for (String path : List.of(commentPath(id), "/console/audit", "/console/dashboard")) {
            Answer answer = getPage("grace", path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("<img src=x", "<script>alert", "<b>note", "style=");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void languageFormOfEveryResponseReturnsToAReadablePage() {
        String id = submitted(Sample.submission());

        for (Answer answer : List.of(
                postForm("grace", "/console/accounts/new", form("name", "<b>", "role-ADMIN", "on")),
                postForm("grace", "/console/accounts/rights", form("name", "ada", "seen", "x", "role-ADMIN", "on")),
                postForm("grace", "/console/accounts/password", form("name", "ada")),
                postForm("grace", "/console/accounts/disable", form("name", "grace")),
                postForm("ada", "/console/accounts/disable", form("name", "grace")),
                postForm("noor", commentPath(id) + "/email", form("purpose", " ")),
                postForm("ada", commentPath(id) + "/decision", form("version", "0", "verdict", "LAUGH")))) {
            String next = answer.body().replaceAll("(?s).*name=\"next\" value=\"([^\"]*)\">\\s*<button.*", "$1");
            assertThat(next).startsWith("/console");
            assertThat(getPage(next.endsWith("/email") ? "noor" : "grace", next).status())
                    .as(next)
                    .isEqualTo(200);
        }
    }
}
