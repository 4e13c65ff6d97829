package mizan.console.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class DisclosurePageApiTest extends ConsoleApiTest {

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
}
