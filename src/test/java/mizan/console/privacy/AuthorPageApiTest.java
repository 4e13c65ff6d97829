package mizan.console.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorPageApiTest extends ConsoleApiTest {

    private static final String PATH = "/console/privacy/author";
    private static final Map<String, String> LAYLA = Map.of("email", "layla@example.org");

    @Test
    void pageShowsAllDataAboutTheAddress() {
        String approved = approved(Sample.submission("email", "Layla@example.org"));
        decide(approved, "reject", Map.of("version", 1, "reason", "SPAM", "note", "<b>again</b>"), admin());
        String pending = submitted(Sample.submission("articleTitle", "أسعار السوق"));
        String other = submitted(Sample.submission("email", "omar@example.org"));

        Answer page = postForm("olga", PATH, LAYLA);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.body())
                .contains(
                        "2 comments",
                        approved,
                        pending,
                        "Layla@example.org",
                        "مقال جميل",
                        "أسعار السوق",
                        "&lt;b&gt;again&lt;/b&gt;",
                        "1 rejected")
                .doesNotContain(other, "Deleted author", "shown. The download");
        assertThat(page.body().indexOf(pending))
                .as("newest first")
                .isLessThan(page.body().indexOf(approved));
        assertThat(Postgres.query("SELECT moderator, detail FROM audit_entry WHERE action = 'PERSONAL_DATA_EXPORTED'"))
                .containsExactly(List.of("olga", "comments: 2"));
    }

    @Test
    void exportIsDownloaded() {
        String id = submitted(Sample.submission());

        Answer file = postForm("olga", PATH + "/export", LAYLA);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.each("comments", "id")).containsExactly(id);
        assertThat(file.header("Content-Type")).isEqualTo("application/json");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"personal-data.json\"");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void erasureIsConfirmedFirst() {
        String id = approved(Sample.submission());

        Answer confirmation = postForm("olga", PATH + "/erasure/confirmation", LAYLA);

        assertThat(confirmation.body())
                .contains("Erase all data about this address?", "value=\"layla@example.org\"", "value=\"KEPT\"");
        assertThat(Postgres.value("SELECT name IS NULL FROM comment")).isEqualTo("f");

        Answer erased = postForm("olga", PATH + "/erasure", LAYLA);

        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.body()).contains("1 comment erased.").doesNotContain("layla");
        assertThat(Postgres.query("SELECT name, body IS NULL FROM comment")).containsExactly(List.of("null", "f"));
        assertThat(getPage("grace", "/console?status=APPROVED").body()).contains("Deleted author");
        assertThat(getPage("grace", commentPath(id)).body()).contains("Deleted author");
        assertThat(postForm("olga", PATH + "/erasure", LAYLA).body()).contains("There was nothing to erase.");
    }

    @ParameterizedTest
    @CsvSource({"KEPT, APPROVED", "ERASED, WITHDRAWN", "other, APPROVED"})
    void publishedTextIsErasedOnlyOnRequest(String text, String status) {
        approved(Sample.submission());

        postForm("olga", PATH + "/erasure", Map.of("email", "layla@example.org", "text", text));

        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo(status);
    }

    @Test
    void longListIsShortened() {
        submitted(Sample.submission());
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, client, digest,
                                     receipt_hash, status, version, submitted_at)
                SELECT copy.id, site, article, copy.id, name, body, email_sealed, email_fingerprint, client, digest,
                       sha256(uuid_send(copy.id)), status, version, submitted_at
                  FROM comment
                 CROSS JOIN LATERAL (SELECT uuidv7() AS id, n FROM generate_series(1, 150) n) copy
                """);

        assertThat(postForm("olga", PATH, LAYLA).body())
                .contains("151 comments", "The newest 100 are shown.", "The stored address can't be decrypted.");
    }

    @ParameterizedTest
    @CsvSource({
        "'', Please enter an e-mail address.",
        "layla@, 'Please enter a valid e-mail address, such as name@example.org.'",
        "<b>, 'Please enter a valid e-mail address, such as name@example.org.'",
        "a\u202e@example.org, Remove U+202E at position 2"
    })
    void invalidAddressIsExplained(String email, String message) {
        for (String action : List.of("", "/export", "/erasure/confirmation", "/erasure")) {
            Answer answer = postForm("olga", PATH + action, Map.of("email", email));

            assertThat(answer.status()).as(action).isEqualTo(422);
            assertThat(answer.body())
                    .as(action)
                    .contains("id=\"email-error\">" + message)
                    .doesNotContain("<b>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/export", "/erasure/confirmation", "/erasure"})
    void otherRolesAreRefusedAndTheAttemptIsAudited(String action) {
        submitted(Sample.submission());

        assertThat(postForm("grace", PATH + action, LAYLA).status()).isEqualTo(403);
        assertThat(postForm("olga", PATH + action, LAYLA, "https://evil.example")
                        .status())
                .isEqualTo(403);

        assertThat(Postgres.query("SELECT moderator, action, comment_id, detail FROM audit_entry"))
                .containsExactly(List.of("grace", "PERSONAL_DATA_REFUSED", "null", "null"));
        assertThat(Postgres.value("SELECT name IS NULL FROM comment")).isEqualTo("f");
    }
}
