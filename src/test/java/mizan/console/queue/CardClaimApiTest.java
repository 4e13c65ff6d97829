package mizan.console.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Take-over and release of the claim on one comment, with and without htmx. */
class CardClaimApiTest extends ConsoleApiTest {

    private static final String HERE = "/console?claimed=mine";

    @Test
    void cardSaysWhoHoldsACommentAndOffersAnAdminToTakeItOver() {
        String id = submitted(Sample.submission());
        claim("ada", id);

        assertThat(getPage("grace", "/console").body())
                .contains("ada is reviewing this", " UTC</time>", "/claim\"", "Take over");
        assertThat(getPage("ada", "/console").body())
                .contains("Assigned to you", " UTC</time>", "Release</button>")
                .doesNotContain("Take over");
        assertThat(getPage("grace", commentPath(id)).body()).contains("Take over", " UTC</time>");
    }

    @Test
    void formsTakeOverAndReleaseOneClaim() {
        String id = submitted(Sample.submission());
        String other = submitted(Sample.submission());
        claim("ada", id);
        claim("ada", other);

        Answer takenOver = claim("grace", id);
        Answer released = postForm("ada", commentPath(other) + "/claim/release", form("next", HERE));

        assertThat(location(takenOver)).isEqualTo("303 " + HERE + "#comment-" + id);
        assertThat(location(released)).isEqualTo("303 " + HERE + "#comment-" + other);
        assertThat(claimants()).containsExactly(List.of("grace"), List.of(""));
    }

    @Test
    void refusedFormsAreExplainedByAPage() {
        String id = submitted(Sample.submission());
        String decided = approved(Sample.submission());
        String elsewhere = herald();
        claim("grace", id);

        assertThat(claim("ada", id).status()).isEqualTo(409);
        assertThat(claim("ada", id).body()).contains("Another moderator is reviewing this");
        assertThat(postForm("ada", commentPath(id) + "/claim/release", form("next", HERE))
                        .status())
                .isEqualTo(409);
        assertThat(claim("ada", decided).status()).isEqualTo(409);
        assertThat(claim("ada", elsewhere).status()).isEqualTo(403);
        assertThat(claim("olga", id).status()).isEqualTo(403);
        assertThat(claim("ada", "0199a5ca-0000-7000-8000-000000000000").status())
                .isEqualTo(404);
        assertThat(postForm("ada", commentPath(id) + "/claim", form("next", "//evil.example"), "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(claimants()).containsExactly(List.of("grace"), List.of(""), List.of(""));
    }

    @Test
    void htmxReceivesTheCardAlsoAfterAConflict() {
        String id = submitted(Sample.submission());

        assertThat(htmx("ada", id, "").body()).contains("Assigned to you").doesNotContain("<html");
        assertThat(htmx("grace", id, "").body()).contains("Assigned to you");
        assertThat(htmx("ada", id, "").body()).contains("grace is reviewing this");
        assertThat(htmx("grace", id, "/release").body()).doesNotContain("Assigned to you");
        decide(id, "approve", Map.of("version", 0), admin());
        Answer late = htmx("ada", id, "");
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.body()).contains("data-status=\"APPROVED\"");
    }

    @Test
    void tooManyClaimsAreExplained() {
        for (int i = 0; i < 101; i++) {
            submitted(Sample.submission());
        }
        Postgres.execute("UPDATE comment SET claimed_by = 'ada', claimed_until = now() + CAST('9 years' AS interval)"
                + " WHERE id <> (SELECT max(CAST(id AS text)) FROM comment)::uuid");
        String last = Postgres.value("SELECT id FROM comment WHERE claimed_by IS NULL");

        assertThat(claim("ada", last).body()).contains("You already have 100 comments assigned");
        assertThat(htmx("ada", last, "").body())
                .contains("You already have 100 comments assigned")
                .doesNotContain("<html");
    }

    private static Answer claim(String name, String id) {
        return postForm(name, commentPath(id) + "/claim", form("next", HERE));
    }

    private static Answer htmx(String name, String id, String action) {
        return send(
                "POST",
                commentPath(id) + "/claim" + action,
                encoded(form("next", HERE)),
                "Content-Type",
                FORM,
                "HX-Request",
                "true",
                "Accept-Language",
                "en",
                "Cookie",
                cookie(name),
                "Origin",
                "http://localhost:" + port());
    }

    private static String herald() {
        return post("/api/v1/sites/herald/comments", Sample.submission())
                .json()
                .path("id")
                .asText();
    }

    private static List<List<String>> claimants() {
        return Postgres.query("SELECT coalesce(claimed_by, '') FROM comment ORDER BY submitted_at");
    }
}
