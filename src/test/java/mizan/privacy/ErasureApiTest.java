package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.propagation.PropagatedContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.comment.erasure.PublishedText;
import mizan.comment.maintenance.AuthorStats;
import mizan.comment.maintenance.SearchIndex;
import mizan.comment.maintenance.StatusVerification;
import mizan.email.EmailAddress;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.database.RequestBudget;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The erasure of all data about an e-mail address. */
class ErasureApiTest extends ServiceTest {

    private static final String ARTICLE = "/api/v1/sites/demo/comments?article=market-scales";

    /** What the other tables say about a comment agrees with it, whatever the test has done. */
    @AfterEach
    void derivedDataAgrees() {
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(bean(StatusVerification.class).findDifferences()).isEmpty();
    }

    /** An author may have any number of comments. */
    @Test
    void erasureTakesLongerThanOtherRequestsMay() {
        submitted(Sample.submission());
        Moderator officer = new Moderator("officer", Set.of(Role.PRIVACY), Set.of());
        EmailAddress address = EmailAddress.parse("layla@example.org").orElseThrow();

        try (var _ = PropagatedContext.getOrEmpty()
                .plus(new RequestBudget(Duration.ZERO))
                .propagate()) {
            assertThat(bean(AuthorErasure.class).erase(officer, address, PublishedText.KEPT))
                    .isEqualTo(1);
        }
        try (var _ = PropagatedContext.getOrEmpty()
                .plus(new RequestBudget(Duration.ZERO))
                .propagate()) {
            assertThat(bean(AuthorExport.class).open(officer, address).size()).isZero();
        }
    }

    @Test
    void publishedTextStaysWithoutItsAuthor() {
        Map<String, Object> submission = Sample.submission();
        Answer accepted = submit(submission, "Idempotency-Key", "k");
        String id = accepted.json().path("id").asText();
        decide(id, "approve", Map.of("version", 0, "note", "the mayor's wife"), admin());
        assertThat(get(ARTICLE).body()).contains("ليلى العطّار");

        Answer erased = erase(Map.of("email", "LAYLA@example.org"));

        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.body()).isEqualTo("{\"comments\":1}");
        assertThat(Postgres.query("""
                SELECT status, version, name, email_sealed, email_fingerprint, client = '', receipt_hash, article_url, findings
                  FROM comment
                """))
                .containsExactly(List.of("APPROVED", "1", "null", "null", "null", "t", "null", "null", "null"));
        assertThat(Postgres.query("SELECT note FROM decision")).containsExactly(List.of("[erased]"));
        assertThat(Postgres.query("SELECT count(*) FROM author_stats UNION ALL SELECT count(*) FROM idempotency_key"))
                .containsExactly(List.of("0"), List.of("0"));
        assertThat(Postgres.query("SELECT comment_id, text_kept FROM erasure")).containsExactly(List.of(id, "t"));
        assertThat(get(ARTICLE).json().at("/comments/0").toString())
                .contains("\"name\":null,\"body\":\"" + submission.get("body") + "\"");
        assertThat(get("/api/v1/sites/demo/comments/" + id).json().path("name").isNull())
                .isTrue();
        assertThat(get("/sites/demo/comments.html?article=market-scales").body())
                .contains("<bdi class=\"name\">كاتب محذوف</bdi>")
                .doesNotContain("ليلى");
        assertThat(get("/sites/demo/comments.html?article=market-scales&lang=fr")
                        .body())
                .contains("<bdi class=\"name\">Auteur supprimé</bdi>");
        assertThat(get("/sites/demo/comments.html?article=market-scales&reply=" + id)
                        .body())
                .contains("<bdi>كاتب محذوف</bdi>");
        assertThat(get("/sites/demo/comments.atom").body())
                .contains("<author><name>كاتب محذوف</name></author>")
                .doesNotContain("ليلى");
        assertThat(get(accepted.header("Location")).status()).isEqualTo(404);
        Answer queued = get("/api/v1/moderation/comments/" + id, "Authorization", admin());
        assertThat(queued.json().path("name").isNull()).isTrue();
        assertThat(queued.json().path("email").isNull()).isTrue();
        assertThat(queued.json().at("/decision/note").asText()).isEqualTo("[erased]");
    }

    @Test
    void nameOfAnErasedAuthorIsNotInTheSearchIndex() {
        String id = approved(Sample.submission());
        assertThat(found("العطار")).containsExactly(id);

        erase(Map.of("email", "layla@example.org"));

        assertThat(found("العطار")).isEmpty();
        assertThat(found("جميل")).containsExactly(id);
        assertThat(bean(SearchIndex.class).rebuild()).isEqualTo(1);
        assertThat(found("العطار")).isEmpty();
        assertThat(found("جميل")).containsExactly(id);
    }

    @Test
    void pendingAndRejectedCommentsAreErasedWholly() {
        submitted(Sample.submission());
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "OTHER", "note", "known troll"), admin());
        post("/api/v1/moderation/claims", Map.of(), "Authorization", admin());

        assertThat(erase(Map.of("email", "layla@example.org")).body()).isEqualTo("{\"comments\":2}");

        assertThat(Postgres.query("""
                SELECT DISTINCT status, name, body, email_sealed, email_fingerprint, digest, receipt_hash, claimed_by
                  FROM comment
                """))
                .containsExactly(List.of("WITHDRAWN", "null", "null", "null", "null", "null", "null", "null"));
        assertThat(Postgres.value("SELECT note FROM decision")).isEqualTo("[erased]");
        assertThat(Postgres.value("SELECT count(*) FROM comment_search")).isEqualTo("0");
        assertThat(Postgres.query("SELECT count(*), bool_or(text_kept) FROM erasure"))
                .containsExactly(List.of("2", "f"));
        assertThat(queue("status=ALL").json().path("comments")).isEmpty();
    }

    @Test
    void publishedTextIsErasedOnRequest() {
        String id = approved(Sample.submission());
        String reply = approved(Sample.with(Sample.reply(id), "email", "omar@example.org"));

        assertThat(erase(Map.of("email", "layla@example.org", "keepText", false))
                        .body())
                .isEqualTo("{\"comments\":1}");

        Answer page = get(ARTICLE);
        assertThat(page.each("comments", "id")).containsExactly(id, reply);
        assertThat(page.json().at("/comments/0").toString()).isEqualTo("""
                        {"id":"%s","parentId":null,"removed":true,"replyCount":1,"nextReplies":null}""".formatted(id));
    }

    @Test
    void erasureReachesAllSitesAndNoOtherAuthor() {
        Map<String, Object> submission = Sample.submission();
        approved(submission);
        approved("herald", Sample.submission());
        String other = approved(Sample.with(submission, "email", "omar@example.org"));

        assertThat(erase(Map.of("email", "layla@example.org")).body()).isEqualTo("{\"comments\":2}");

        assertThat(Postgres.query("SELECT id FROM comment WHERE name IS NOT NULL"))
                .containsExactly(List.of(other));
        assertThat(Postgres.query("SELECT approved FROM author_stats")).containsExactly(List.of("1"));
        assertThat(Postgres.query("SELECT DISTINCT comment_id FROM idempotency_key"))
                .containsExactly(List.of(other));
    }

    @Test
    void erasureIsAuditedWithoutTheAddressAndWithoutIds() {
        approved(Sample.submission());
        submitted(Sample.submission());

        erase(Map.of("email", "layla@example.org"));

        assertThat(Postgres.query(
                        "SELECT moderator, comment_id, detail FROM audit_entry WHERE action = 'PERSONAL_DATA_ERASED'"))
                .containsExactly(List.of("olga", "null", "comments: 2, texts kept: 1"));
    }

    @Test
    void erasureAndAuditEntryAreOneTransaction() {
        submitted(Sample.submission());
        Postgres.execute(
                "ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (action <> 'PERSONAL_DATA_ERASED') NOT VALID");
        try {
            assertThat(erase(Map.of("email", "layla@example.org")).status()).isEqualTo(500);
        } finally {
            Postgres.execute("ALTER TABLE audit_entry DROP CONSTRAINT broken");
        }

        assertThat(Postgres.value("SELECT name IS NOT NULL FROM comment")).isEqualTo("t");
    }

    @Test
    void unknownAddressIsAnsweredAlike() {
        submitted(Sample.submission());

        assertThat(erase(Map.of("email", "nobody@example.org")).body()).isEqualTo("{\"comments\":0}");
        assertThat(Postgres.query("SELECT action, detail FROM audit_entry"))
                .containsExactly(List.of("PERSONAL_DATA_ERASED", "comments: 0, texts kept: 0"));
    }

    @Test
    void secondErasureFindsNothing() {
        approved(Sample.submission());
        erase(Map.of("email", "layla@example.org"));

        assertThat(erase(Map.of("email", "layla@example.org")).body()).isEqualTo("{\"comments\":0}");
        assertThat(ExportApiTest.export("layla@example.org", ExportApiTest.officer())
                        .json()
                        .path("comments"))
                .isEmpty();
    }

    @Test
    void manyCommentsAreErasedInBatches() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            ids.add(submitted(Sample.submission()));
        }
        ids.subList(0, 50).forEach(id -> decide(id, "approve", Map.of("version", 0), admin()));

        assertThat(erase(Map.of("email", "layla@example.org")).body()).isEqualTo("{\"comments\":450}");

        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE name IS NULL AND email_fingerprint IS NULL"))
                .isEqualTo("450");
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'APPROVED'"))
                .isEqualTo("50");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'PERSONAL_DATA_ERASED'"))
                .isEqualTo("3");
        assertThat(Postgres.value("SELECT count(*) FROM outbox_event WHERE status IN ('WITHDRAWN', 'AUTHOR_ERASED')"))
                .isEqualTo("450");
    }

    @Test
    void textWithoutAuthorCanStillBeRejectedAndReopened() {
        String id = approved(Sample.submission());
        erase(Map.of("email", "layla@example.org"));

        assertThat(decide(id, "reject", Map.of("version", 1, "reason", "SPAM"), admin())
                        .status())
                .isEqualTo(200);
        assertThat(get(ARTICLE).json().path("count").asInt()).isZero();
        assertThat(decide(id, "reopen", Map.of("version", 2), admin()).status()).isEqualTo(200);
        assertThat(queue("status=PENDING").json().at("/comments/0/name").isNull())
                .isTrue();
        assertThat(decide(id, "approve", Map.of("version", 3), admin()).status())
                .isEqualTo(200);
        assertThat(get(ARTICLE).json().at("/comments/0/name").isNull()).isTrue();
    }

    @Test
    void withdrawalIsRecordedForARestore() {
        Answer accepted = submit(Sample.submission());
        send("DELETE", accepted.header("Location"), "");

        assertThat(Postgres.query("SELECT comment_id, text_kept FROM erasure"))
                .containsExactly(List.of(accepted.json().path("id").asText(), "f"));
    }

    private static List<String> found(String words) {
        return get(
                        "/api/v1/moderation/comments?status=APPROVED&q="
                                + URLEncoder.encode(words, StandardCharsets.UTF_8),
                        "Authorization",
                        admin())
                .each("comments", "id");
    }

    static Answer erase(Map<String, ?> request) {
        return post("/api/v1/privacy/erasures", request, "Authorization", ExportApiTest.officer());
    }
}
