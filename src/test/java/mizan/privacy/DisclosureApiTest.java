package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class DisclosureApiTest extends ServiceTest {

    @Test
    void privacyOfficerSeesAddressAndDisclosureIsAudited() {
        String id = submitted(Sample.submission("email", "layla@example.org"));

        Answer answer = disclose(id, Map.of("purpose", "court order 12/2026"), officer());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"email\":\"layla@example.org\"}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Postgres.query("SELECT moderator, action, comment_id, detail FROM audit_entry"))
                .containsExactly(List.of("olga", "EMAIL_REVEALED", id, "court order 12/2026"));
    }

    @Test
    void addressIsNotDisclosedWithoutAuditEntry() {
        String id = submitted(Sample.submission("email", "layla@example.org"));
        Postgres.execute("ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (action <> 'EMAIL_REVEALED') NOT VALID");
        try {
            Answer answer = disclose(id, Map.of("purpose", "x"), officer());

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("layla");
        } finally {
            Postgres.execute("ALTER TABLE audit_entry DROP CONSTRAINT broken");
        }
    }

    @Test
    void otherRolesAreRefusedAndTheAttemptIsAudited() {
        String id = submitted(Sample.submission());

        assertThat(disclose(id, Map.of("purpose", "curiosity"), moderator("ada", "MODERATOR,ADMIN", "demo"))
                        .problem())
                .isEqualTo("403 application/problem+json /problems/not-allowed");
        assertThat(Postgres.query("SELECT moderator, action, comment_id FROM audit_entry"))
                .containsExactly(List.of("ada", "EMAIL_REVEAL_REFUSED", id));
    }

    @Test
    void purposeIsRequired() {
        String id = submitted(Sample.submission());

        assertThat(disclose(id, Map.of(), officer()).codes()).containsExactly("purpose.required");
        assertThat(disclose(id, Map.of("purpose", " "), officer()).codes()).containsExactly("purpose.required");
        assertThat(disclose(id, Map.of("purpose", "x".repeat(1001)), officer()).codes())
                .containsExactly("purpose.too-long");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry")).isEqualTo("0");
    }

    @Test
    void unknownAndWithdrawnCommentsHaveNoAddress() {
        String receipt = submit(Sample.submission()).header("Location");
        String id = Postgres.value("SELECT id FROM comment");
        send("DELETE", receipt, "");

        for (String gone : List.of(id, UUID.randomUUID().toString())) {
            assertThat(disclose(gone, Map.of("purpose", "x"), officer()).problem())
                    .isEqualTo("404 application/problem+json /problems/no-such-comment");
        }
    }

    private static String officer() {
        return moderator("olga", "PRIVACY", "");
    }

    private static Answer disclose(String id, Map<String, ?> request, String token) {
        return post("/api/v1/moderation/comments/" + id + "/email", request, "Authorization", token);
    }
}
