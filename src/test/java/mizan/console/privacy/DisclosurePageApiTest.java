package mizan.console.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class DisclosurePageApiTest extends ConsoleApiTest {

    private static final String ADDRESS = "noor@example.org";

    @Test
    void disclosureRequiresRoleAndPurposeAndIsAudited() {
        String id = submitted(Sample.submission("email", "layla@example.org"));
        String path = commentPath(id) + "/email";

        assertThat(getPage("grace", path).status()).isEqualTo(403);
        assertThat(postForm("grace", path, Map.of("purpose", "x")).status()).isEqualTo(403);
        assertThat(getPage("olga", path).body()).doesNotContain("layla@");
        assertThat(postForm("olga", path, Map.of("purpose", " ")).status()).isEqualTo(422);
        Answer shown = postForm("olga", path, Map.of("purpose", "court order"));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("layla@example.org");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry WHERE comment_id IS NOT NULL"
                        + " ORDER BY id"))
                .containsExactly(
                        List.of("grace", "EMAIL_REVEAL_REFUSED", "null"),
                        List.of("olga", "EMAIL_REVEALED", "court order"));
        assertThat(postForm("olga", commentPath(UUID.randomUUID().toString()) + "/email", Map.of("purpose", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void addressOfANotifierIsDisclosedTheSameWay() {
        String id = approved(Sample.submission());
        bean(MutableClock.class).advance(Duration.ofMillis(10));
        String notice = post(
                        "/api/v1/sites/demo/comments/" + id + "/notices",
                        Map.of(
                                "explanation",
                                "It denies a crime.",
                                "name",
                                "Noor",
                                "email",
                                ADDRESS,
                                "goodFaith",
                                true))
                .json()
                .path("id")
                .asText();
        String path = "/console/notices/" + notice + "/email";

        assertThat(getPage("grace", path).status()).isEqualTo(403);
        assertThat(getPage("grace", commentPath(id)).body()).doesNotContain(path);
        assertThat(postForm("grace", path, Map.of("purpose", "x")).status()).isEqualTo(403);
        assertThat(getPage("olga", path).body()).contains("action=\"" + path).doesNotContain(ADDRESS);
        Answer again = postForm("olga", path, Map.of("purpose", " "));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).doesNotContain(ADDRESS);
        Answer shown = postForm("olga", path, Map.of("purpose", "to answer"));

        assertThat(shown.body()).contains(ADDRESS);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Postgres.query("SELECT moderator, action, comment_id, detail FROM audit_entry"
                        + " WHERE action LIKE 'EMAIL%' ORDER BY id"))
                .containsExactly(
                        List.of("grace", "EMAIL_REVEAL_REFUSED", id, "notice: " + notice),
                        List.of("olga", "EMAIL_REVEALED", id, "notice: " + notice + ", to answer"));
        assertThat(getPage("olga", path.replace(notice, id)).status()).isEqualTo(404);
        assertThat(postForm("olga", "/console/privacy", Map.of("comment", "https://comments.example" + path))
                        .header("Location"))
                .isEqualTo(path);
        assertThat(get(commentPath(id), "Authorization", moderator("both", "MODERATOR,PRIVACY", "demo"))
                        .body())
                .contains("href=\"" + path);
    }
}
