package mizan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Storing a submitted comment, and the response. */
class SubmissionApiTest extends ServiceTest {

    private static final String COMMENTS = "/api/v1/sites/demo/comments";

    @Test
    void acceptedCommentIsStoredAsPending() {
        Answer answer = submit(Sample.submission("name", "  ليلى  "));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("id", "status", "submittedAt", "receipt");
        assertThat(answer.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(answer.json().path("receipt").asText()).matches("[0-9a-f]{32}");
        assertThat(answer.header("Location"))
                .isEqualTo("/api/v1/receipts/" + answer.json().path("receipt").asText());
        assertThat(Postgres.query("SELECT id, name, status, version FROM comment"))
                .containsExactly(List.of(answer.json().path("id").asText(), "ليلى", "PENDING", "0"));
    }

    @Test
    void commentWithoutWordsIsAccepted() {
        Map<String, Object> submission = Sample.with(Sample.submission("name", "👍"), "body", "👏👏");

        assertThat(submit(submission).status()).isEqualTo(202);
        assertThat(Postgres.value("SELECT lexemes FROM comment_search")).isEmpty();
    }

    @Test
    void formIsAcceptedLikeJson() {
        Answer answer = send(
                "POST",
                COMMENTS,
                "name=%D9%84%D9%8A%D9%84%D9%89&email=l%40example.org&body=a%0D%0Ab&article=x&parentId=",
                "Content-Type",
                FORM);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Postgres.value("SELECT name || ':' || body FROM comment")).isEqualTo("ليلى:a\nb");
    }

    @Test
    void allViolationsAreReportedAtOnce() {
        Answer answer = submit(Map.of("name", " ", "email", "layla@"));

        assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-comment");
        assertThat(answer.codes())
                .containsExactly("name.required", "email.invalid", "body.required", "article.required");
        assertThat(answer.each("errors", "pointer")).containsExactly("#/name", "#/email", "#/body", "#/article");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "'', demo, من فضلك اكتب اسمك.",
        "en, demo, Please enter your name.",
        "'de;q=0.9, en;q=0.5', demo, Please enter your name.",
        "fr, demo, Veuillez indiquer votre nom.",
        "de, demo, من فضلك اكتب اسمك.",
        "'', herald, Please enter your name.",
        "ar-EG, herald, من فضلك اكتب اسمك."
    })
    void violationsAreInTheLanguageOfTheRequestElseOfTheSite(String accepted, String site, String detail) {
        String path = "/api/v1/sites/" + site + "/comments";

        Answer answer = accepted.isEmpty()
                ? post(path, Sample.without("name"))
                : post(path, Sample.without("name"), "Accept-Language", accepted);

        assertThat(answer.each("errors", "detail")).containsExactly(detail);
    }

    @Test
    void responseIsUtf8JsonWhateverCharsetIsAccepted() {
        Answer answer = submit(Sample.submission(), "Accept", "application/json;charset=utf-16");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void unknownFieldsAreIgnored() {
        Map<String, Object> submission = Sample.submission("status", "APPROVED");
        submission.put("id", "00000000-0000-0000-0000-000000000000");
        submission.put("version", 7);

        assertThat(submit(submission).json().path("status").asText()).isEqualTo("PENDING");
        assertThat(Postgres.value("SELECT status || version FROM comment")).isEqualTo("PENDING0");
    }

    @Test
    void unknownSiteIsNotFound() {
        assertThat(post("/api/v1/sites/nowhere/comments", Sample.submission()).problem())
                .isEqualTo("404 application/problem+json /problems/no-such-site");
    }

    @Test
    void honeypotSubmissionIsAcceptedAndRejectedAsSpam() {
        Answer answer = submit(Sample.submission("website", "https://pills.example"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(Postgres.query("""
                SELECT c.status, d.reason, d.moderator, a.action
                  FROM comment c JOIN decision d ON d.comment_id = c.id JOIN audit_entry a ON a.comment_id = c.id
                """)).containsExactly(List.of("REJECTED", "SPAM", "null", "COMMENT_REJECTED"));
    }

    @Test
    void honeypotCommentAndItsAuditEntryAreStoredInOneTransaction() {
        Map<String, Object> submission = Sample.submission("website", "x");
        Postgres.execute(
                "ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (action <> 'COMMENT_REJECTED') NOT VALID");
        try {
            assertThat(submit(submission, "Idempotency-Key", "k").status()).isEqualTo(500);
        } finally {
            Postgres.execute("ALTER TABLE audit_entry DROP CONSTRAINT broken");
        }

        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
        assertThat(submit(submission, "Idempotency-Key", "k").status()).isEqualTo(202);
    }

    @Test
    void honeypotCommentDoesNotMakeALaterCommentADuplicate() {
        Map<String, Object> submission = Sample.submission("website", "x");
        submit(submission);

        assertThat(submit(Sample.with(submission, "website", "")).status()).isEqualTo(202);
    }

    @Test
    void parentMustBeAnApprovedCommentOfTheSameArticle() {
        String pending = submitted(Sample.submission());
        String elsewhere = approved(Sample.submission("article", "another"));
        String approved = approved(Sample.submission());

        for (String parent : List.of(pending, elsewhere, "0199a5ca-0000-7000-8000-000000000000")) {
            Answer answer = submit(Sample.reply(parent));
            assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-comment");
            assertThat(answer.codes()).containsExactly("parentId.unknown");
        }
        assertThat(submit(Sample.reply(approved)).status()).isEqualTo(202);
    }

    @Test
    void unknownParentIsReportedWithTheOtherViolations() {
        Map<String, Object> reply = Sample.reply("0199a5ca-0000-7000-8000-000000000000");

        assertThat(submit(Sample.with(reply, "name", " ")).codes())
                .containsExactly("name.required", "parentId.unknown");
        assertThat(submit(Sample.with(Sample.reply(approved(Sample.submission())), "name", " "))
                        .codes())
                .containsExactly("name.required");
    }

    @Test
    void closedArticleRejectsComments() {
        submit(Sample.submission());
        Postgres.execute("UPDATE article SET comments = 'CLOSED'");

        assertThat(submit(Sample.submission()).problem())
                .isEqualTo("403 application/problem+json /problems/comments-closed");
        assertThat(submit(Sample.submission("article", "open")).status()).isEqualTo(202);
    }
}
