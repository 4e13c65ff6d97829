package mizan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see and do what on the dashboard, among people, in the audit trail and on a comment's page. */
class RecordsApiTest extends SignedInTest {

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
    void eachSeesWhatTheirRoleIsFor(String path, int admin, int moderator, int officer) {
        assertThat(read("grace", path).status()).isEqualTo(admin);
        assertThat(read("ada", path).status()).isEqualTo(moderator);
        assertThat(read("olga", path).status()).isEqualTo(officer);
    }

    @Test
    void aCommentIsForThoseWhoDecideOnItsSite() {
        String id = submitted(Sample.submission());

        assertThat(read("ada", comment(id)).status()).isEqualTo(200);
        assertThat(read("noor", comment(id)).status()).isEqualTo(403);
        assertThat(read("olga", comment(id)).status()).isEqualTo(403);
        assertThat(read("ada", comment(UUID.randomUUID().toString())).status()).isEqualTo(404);
        assertThat(read("ada", comment("x")).status()).isEqualTo(400);
        assertThat(sent("noor", comment(id) + "/decision", form("version", "0", "verdict", "APPROVE"))
                        .status())
                .isEqualTo(403);
        assertThat(status(id)).isEqualTo("PENDING");
        assertThat(read("ada", comment(id)).body())
                .doesNotContain("layla@example.org", "/email")
                .doesNotContain(">Audit trail</h2>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"rule\":\"profanity\",\"detail\":\"a <word>\",\"spans\":[[0,5]]}] | <mark title=\"profanity\">مقال"
                        + " </mark>",
                "[{\"rule\":\"profanity\",\"spans\":[[]]}] | Findings cannot be read",
                "{\"rule\":\"profanity\"} | Findings cannot be read"
            })
    void aCommentsPageShowsWhatWasNoticedInIt(String findings, String shown) {
        String id = submitted(Sample.submission("body", "مقال جميل"));
        Postgres.execute("UPDATE comment SET findings = '" + findings + "' WHERE id = '" + id + "'");

        Answer answer = read("ada", comment(id));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(shown).doesNotContain("<word>");
    }

    @Test
    void whatIsHostileIsShownAsText() {
        String id = submitted(Sample.with(
                Sample.submission("name", "<img src=x onerror=alert(1)>"), "body", "</p><script>alert(1)</script>"));
        decide(id, "reject", Map.of("version", 0, "reason", "OTHER", "note", "\"><b>note"), admin());

        for (String path : List.of(comment(id), "/console/audit", "/console/dashboard")) {
            Answer answer = read("grace", path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("<img src=x", "<script>alert", "<b>note", "style=");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void anAddressIsShownOnceTheTrailKnowsWhatFor() {
        String id = submitted(Sample.submission("email", "layla@example.org"));
        String path = comment(id) + "/email";

        assertThat(read("grace", path).status()).isEqualTo(403);
        assertThat(sent("grace", path, Map.of("purpose", "x")).status()).isEqualTo(403);
        assertThat(read("olga", path).body()).doesNotContain("layla@");
        assertThat(sent("olga", path, Map.of("purpose", " ")).status()).isEqualTo(422);
        Answer shown = sent("olga", path, Map.of("purpose", "court order"));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("layla@example.org");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry WHERE comment_id IS NOT NULL"
                        + " ORDER BY id"))
                .containsExactly(
                        List.of("grace", "EMAIL_REVEAL_REFUSED", "null"),
                        List.of("olga", "EMAIL_REVEALED", "court order"));
        assertThat(sent("olga", comment(UUID.randomUUID().toString()) + "/email", Map.of("purpose", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoDecidesNowhereBeginsWithTheCommentThatTheyAreAskedAbout() {
        String id = submitted(Sample.submission());
        String email = "303 " + comment(id) + "/email";

        assertThat(location(read("olga", "/console"))).isEqualTo("303 /console/privacy");
        assertThat(read("olga", "/console/privacy").body())
                .contains("href=\"/console/privacy\" aria-current=\"page\"")
                .doesNotContain("id=\"error\"");
        assertThat(location(read("olga", "/console/privacy?comment=" + id))).isEqualTo(email);
        assertThat(location(
                        read("olga", "/console/privacy?comment=https%3A%2F%2Fdemo.example%2Fscales%23comment-" + id)))
                .isEqualTo(email);
        Answer wrong = read("olga", "/console/privacy?comment=%3Cb%3E");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"error\"", "value=\"&lt;b>\"");
        assertThat(read("grace", "/console/privacy").status()).isEqualTo(403);
        assertThat(read("noor", "/console").status()).isEqualTo(200);
        assertThat(read("olga", "/console/nothing").body())
                .contains(">Personal data</a>")
                .doesNotContain("To the queue");
    }

    @Test
    void whatAnswersAFormLeadsToAPageThatCanBeRead() {
        String id = submitted(Sample.submission());

        for (Answer answer : List.of(
                sent("grace", "/console/accounts/new", form("name", "<b>", "role-ADMIN", "on")),
                sent("grace", "/console/accounts/rights", form("name", "ada", "seen", "x", "role-ADMIN", "on")),
                sent("grace", "/console/accounts/password", form("name", "ada")),
                sent("grace", "/console/accounts/disable", form("name", "grace")),
                sent("ada", "/console/accounts/disable", form("name", "grace")),
                sent("noor", comment(id) + "/email", form("purpose", " ")),
                sent("ada", comment(id) + "/decision", form("version", "0", "verdict", "LAUGH")))) {
            String next = answer.body().replaceAll("(?s).*name=\"next\" value=\"([^\"]*)\">\\s*<button.*", "$1");
            assertThat(next).startsWith("/console");
            assertThat(read(next.endsWith("/email") ? "noor" : "grace", next).status())
                    .as(next)
                    .isEqualTo(200);
        }
    }

    @Test
    void theTrailIsReadInSentencesPageByPage() {
        String id = submitted(Sample.submission());
        for (int version = 0; version < 60; version += 2) {
            decide(id, "approve", Map.of("version", version), admin());
            decide(id, "reopen", Map.of("version", version + 1), admin());
        }

        Answer first = read("grace", "/console/audit?comment=" + comment(id));

        assertThat(first.body()).contains("reopened a comment", comment(id));
        String next = first.body().replaceAll("(?s).*href=\"(/console/audit\\?[^\"]*after=[^\"]*)\".*", "$1");
        Answer second = read("grace", next.replace("&amp;", "&"));
        assertThat(second.body().split("approved a comment", -1)).hasSize(6);
        assertThat(second.body()).doesNotContain("rel=\"next\"");
        assertThat(read("grace", "/console/audit?moderator=nobody").body()).contains("Nothing is written down");
    }

    @Test
    void aDashboardHasRoomForHugeNumbersAndForNone() {
        assertThat(read("grace", "/console/dashboard").body())
                .contains("Nothing waits.")
                .doesNotContain("NaN", "Infinity");
        String id = approved(Sample.submission());
        Postgres.execute("""
            INSERT INTO decision (comment_id, version, verdict, moderator, decided_at, site, waited)
            SELECT '%s', i, 'APPROVE', 'grace', (SELECT decided_at FROM comment), 'demo', interval '1000 days'
              FROM generate_series(2, 20000) AS i
            """.formatted(id));

        assertThat(read("grace", "/console/dashboard?days=30").body()).contains("20,000", "1,000 days");
    }

    private static String comment(String id) {
        return "/console/comments/" + id;
    }

    private static String status(String id) {
        return Postgres.value("SELECT status FROM comment WHERE id = '" + id + "'");
    }
}
