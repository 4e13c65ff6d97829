package mizan.console.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Decisions by plain forms, without script. */
class DecisionFormApiTest extends ServiceTest {

    private final String origin = "http://localhost:" + port();

    @Test
    void decisionRedirectsToReturnPath() {
        String id = submitted(Sample.submission());

        Answer answer = send(id, "version=0&verdict=APPROVE&next=%2Fconsole%3Fsite%3Ddemo");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/console?site=demo");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("APPROVED");
    }

    @Test
    void invalidDecisionIsShownWithItsInput() {
        String id = submitted(Sample.submission());

        Answer answer = send(id, "version=0&verdict=REJECT&reason=OTHER&note=");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"OTHER\" checked", "explain in the note")
                .contains(id);
        assertThat(send(id, "version=0&verdict=REJECT&reason=&note=%3Cb%3E").body())
                .contains("&lt;b&gt;", "choose a reason");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("PENDING");
    }

    @Test
    void rejectionAsIllegalNeedsItsLegalGround() {
        String id = submitted(Sample.submission());
        String rejection = "version=0&verdict=REJECT&reason=ILLEGAL&note=&legalGround=";

        Answer missing = send(id, rejection + "%20");
        Answer sent = send(id, rejection + "Article%201%0D%0A%3Cb%3E");

        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.body()).contains("name the law", "value=\"ILLEGAL\" checked");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(Postgres.query("SELECT reason, legal_ground FROM decision"))
                .containsExactly(List.of("ILLEGAL", "Article 1\n<b>"));
        assertThat(get("/console/comments/" + id, "Authorization", admin()).body())
                .contains("Article 1\n&lt;b&gt;");
    }

    @Test
    void legalGroundIsKeptInFormAndIgnoredForOtherReasons() {
        String id = submitted(Sample.submission());

        Answer invalid = send(id, "version=0&verdict=REJECT&reason=OTHER&legalGround=Article%201");
        Answer sent = send(id, "version=0&verdict=REJECT&reason=SPAM&legalGround=Article%201");

        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.body()).contains("Article 1</textarea>");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(Postgres.query("SELECT reason, coalesce(legal_ground, 'none') FROM decision"))
                .containsExactly(List.of("SPAM", "none"));
    }

    @Test
    void lineBreaksOfNoteAreNormalized() {
        String id = submitted(Sample.submission());
        String rejection = "version=0&verdict=REJECT&reason=OTHER&note=one%0D%0Atwo";

        assertThat(send(id, rejection).status()).isEqualTo(303);
        assertThat(send(id, rejection).status()).as("sent once more").isEqualTo(303);

        assertThat(Postgres.query("SELECT verdict, reason, note FROM decision"))
                .containsExactly(List.of("REJECT", "OTHER", "one\ntwo"));
    }

    @Test
    void lateDecisionShowsEarlierDecisionAndKeepsNote() {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0), moderator("layla", "MODERATOR", "demo"));

        Answer answer = send(id, "version=0&verdict=REJECT&reason=SPAM&note=so%20it%20seems");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("layla approved this now.", "so it seems");
    }

    @Test
    void malformedDecisionIsRejected() {
        String id = submitted(Sample.submission());

        assertThat(send(id, "version=0&verdict=LAUGH").status()).isEqualTo(400);
        assertThat(send(id, "verdict=APPROVE").status()).isEqualTo(428);
        assertThat(send(id, "version=x&verdict=APPROVE").status()).isEqualTo(400);
    }

    @Test
    void commentsOfOtherSitesAreForbidden() {
        String id = submitted(Sample.submission());
        String herald = moderator("ada", "MODERATOR", "herald");

        for (String part : new String[] {"", "/history", "/context", "/reject"}) {
            assertThat(get("/console/comments/" + id + part, "Authorization", herald)
                            .status())
                    .as(part)
                    .isEqualTo(403);
        }
        assertThat(get("/console?site=demo", "Authorization", herald).status()).isEqualTo(403);
        assertThat(get("/console", "Authorization", herald).body()).doesNotContain(id);
    }

    @Test
    void daysOfATimeRangeAreThoseOfTheConfiguredZoneAndBothBelongToIt() {
        String id = submitted(Sample.submission());
        Postgres.execute("UPDATE comment SET submitted_at = '2026-03-02T23:59:59Z'");

        assertThat(console("from=2026-03-02&until=2026-03-02")).contains(id);
        assertThat(console("from=2026-03-03")).doesNotContain(id);
        assertThat(console("until=2026-03-01")).doesNotContain(id);
        assertThat(console("status=ALL&from=2026-03-02")).contains(id, "1 comment");
        for (String invalid : List.of("from=yesterday", "until=2026-02-30", "from=2026-03-02&until=2026-03-01")) {
            assertThat(console(invalid)).as(invalid).contains("One of the filters is not valid");
        }
    }

    @Test
    void statusFollowsFromOtherFilters() {
        String pending = submitted(Sample.submission());
        String decided = approved(Sample.submission());

        assertThat(console("status=PENDING&moderator=me")).contains(decided).doesNotContain(pending);
        assertThat(console("status=APPROVED&claimed=mine")).contains(decided).doesNotContain(pending);
    }

    @Test
    void reportedCommentsCanBeListedWithTheirReasons() {
        String reported = approved(Sample.submission());
        String other = approved(Sample.submission());
        post("/api/v1/sites/demo/comments/" + reported + "/reports", Map.of("reason", "HATE"));

        String page = console("status=PENDING&reported=true");

        assertThat(page).contains("id=\"comment-" + reported, "Reported by readers:", "Hate speech 1");
        assertThat(page).doesNotContain("id=\"comment-" + other);
    }

    private static String console(String query) {
        return get("/console?" + query, "Authorization", admin(), "Accept-Language", "en")
                .body();
    }

    @Test
    void filtersAreAppliedAndInvalidOnesKeptInForm() {
        String found = submitted(Sample.submission());
        String other = submitted(Sample.submission());
        Postgres.execute("UPDATE comment SET findings = '[{\"rule\":\"link\"}]' WHERE id = '" + found + "'");

        assertThat(get("/console?finding=link", "Authorization", admin()).body())
                .contains(found)
                .doesNotContain(other);
        assertThat(get("/api/v1/moderation/comments?finding=link", "Authorization", admin())
                        .each("comments", "id"))
                .containsExactly(found);
        Answer bad = get("/console?finding=%3Cb%3E", "Authorization", admin());
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body()).contains("value=\"&lt;b>\"");
    }

    private Answer send(String id, String form) {
        return send(
                "POST",
                "/console/comments/" + id + "/decision",
                form,
                "Content-Type",
                FORM,
                "Authorization",
                admin(),
                "Origin",
                origin,
                "Accept-Language",
                "en");
    }
}
