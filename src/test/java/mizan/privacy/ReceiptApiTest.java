package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptApiTest extends ServiceTest {

    @Test
    void receiptShowsTheStateOfTheComment() {
        Answer accepted = submit(Sample.submission());
        String receipt = accepted.header("Location");
        String id = accepted.json().path("id").asText();

        assertThat(get(receipt).json().fieldNames()).toIterable().containsExactly("id", "status", "submittedAt");
        decide(id, "reject", Map.of("version", 0, "reason", "OFF_TOPIC", "note", "for colleagues only"), admin());

        Answer rejected = get(receipt);
        assertThat(rejected.json().fieldNames())
                .toIterable()
                .containsExactly("id", "status", "submittedAt", "decidedAt", "reason", "statement");
        assertThat(rejected.json().path("status").asText()).isEqualTo("REJECTED");
        assertThat(rejected.json().path("reason").asText()).isEqualTo("OFF_TOPIC");
        assertThat(rejected.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void receiptOfAHoneypotCommentIsPendingUntilAModeratorDecides() {
        Answer genuine = submit(Sample.submission());
        Answer trapped = submit(Sample.submission("website", "https://pills.example"));
        String id = trapped.json().path("id").asText();

        bean(MutableClock.class).advance(Duration.ofDays(30));

        Answer state = get(trapped.header("Location"));
        assertThat(state.json().fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        () -> get(genuine.header("Location")).json().fieldNames());
        assertThat(state.json().path("status").asText()).isEqualTo("PENDING");
        decide(id, "reopen", Map.of("version", 1), admin());
        decide(id, "reject", Map.of("version", 2, "reason", "SPAM"), admin());
        assertThat(get(trapped.header("Location")).json().path("status").asText())
                .isEqualTo("REJECTED");
    }

    @Test
    void receiptIsStoredAsHashOnly() {
        String receipt = submit(Sample.submission()).json().path("receipt").asText();

        assertThat(Postgres.value("SELECT encode(receipt_hash, 'hex') FROM comment"))
                .isEqualTo(Postgres.value("SELECT encode(sha256('" + receipt + "'), 'hex')"));
        assertThat(Postgres.value("SELECT count(*) FROM comment c WHERE c::text LIKE '%" + receipt + "%'"))
                .isEqualTo("0");
    }

    @Test
    void withdrawnCommentIsErased() {
        Answer accepted = submit(Sample.submission());
        String receipt = accepted.header("Location");
        String id = accepted.json().path("id").asText();
        decide(id, "approve", Map.of("version", 0), admin());

        Answer withdrawn = send("DELETE", receipt, "");

        assertThat(withdrawn.status()).isEqualTo(204);
        assertThat(Postgres.query("""
                SELECT status, name, body, email_sealed, email_fingerprint, digest, receipt_hash
                  FROM comment
                """))
                .containsExactly(List.of("WITHDRAWN", "null", "null", "null", "null", "null", "null"));
        assertThat(Postgres.query("SELECT action, moderator FROM audit_entry ORDER BY id"))
                .contains(List.of("COMMENT_WITHDRAWN", "null"));
        assertThat(get("/api/v1/sites/demo/comments?article=market-scales")
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        assertThat(get(receipt).problem()).isEqualTo("404 application/problem+json /problems/not-found");
        assertThat(send("DELETE", receipt, "").status()).isEqualTo(404);
    }

    @Test
    void withdrawnCommentWithRepliesStaysAsRemoved() {
        Answer accepted = submit(Sample.submission());
        String id = accepted.json().path("id").asText();
        decide(id, "approve", Map.of("version", 0), admin());
        String reply = approved(Sample.reply(id));

        send("DELETE", accepted.header("Location"), "");

        Answer page = get("/api/v1/sites/demo/comments?article=market-scales");
        assertThat(page.each("comments", "id")).containsExactly(id, reply);
        assertThat(page.each("comments", "removed")).containsExactly("true", "");
    }

    @Test
    void repeatedSubmissionDoesNotRestoreAWithdrawnComment() {
        Map<String, Object> submission = Sample.submission();
        Answer accepted = submit(submission, "Idempotency-Key", "draft");
        send("DELETE", accepted.header("Location"), "");

        assertThat(submit(submission, "Idempotency-Key", "draft").body()).isEqualTo(accepted.body());
        assertThat(Postgres.query("SELECT status FROM comment")).containsExactly(List.of("WITHDRAWN"));
    }

    @Test
    void withdrawnTextCanBeSubmittedAgain() {
        Map<String, Object> submission = Sample.submission();
        send("DELETE", submit(submission).header("Location"), "");

        assertThat(submit(submission).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "00000000000000000000000000000000", "%00", "ABCDEF", "00000000-0000-0000-0000-000000000000"
            })
    void unknownReceiptIsNotFound(String receipt) {
        submit(Sample.submission());

        assertThat(get("/api/v1/receipts/" + receipt).problem())
                .isEqualTo("404 application/problem+json /problems/not-found");
        assertThat(send("DELETE", "/api/v1/receipts/" + receipt, "").status()).isEqualTo(404);
    }
}
