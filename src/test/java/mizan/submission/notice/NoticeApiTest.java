package mizan.submission.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.privacy.Retention;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class NoticeApiTest extends ServiceTest {

    private static final String ADDRESS = "noor@example.org";

    @Test
    void noticeIsAcknowledgedAndShownToModeratorsOnly() {
        String id = approved(Sample.submission());
        approved(Sample.submission());

        Answer accepted = notify(id, notice());

        assertThat(accepted.status()).isEqualTo(202);
        String receipt = accepted.json().path("receipt").asText();
        assertThat(accepted.header("Location")).isEqualTo("/api/v1/notices/" + receipt);
        Answer queue = queue("status=APPROVED&reported=true");
        assertThat(queue.each("comments", "id")).containsExactly(id);
        JsonNode notice = queue.json().at("/comments/0/notices/0");
        assertThat(notice.path("id").asText())
                .isEqualTo(accepted.json().path("id").asText());
        assertThat(notice.path("explanation").asText()).isEqualTo("It denies a crime, § 130 StGB.");
        assertThat(notice.path("name").asText()).isEqualTo("نور");
        assertThat(notice.path("childSexualAbuse").asBoolean()).isFalse();
        assertThat(queue.body()).doesNotContain(ADDRESS);
        assertThat(get("/api/v1/sites/demo/comments?article=market-scales").body())
                .doesNotContain("130 StGB", "notice");
        assertThat(Postgres.value("SELECT string_agg(CAST(n AS text), '') FROM notice n"))
                .doesNotContain(ADDRESS);
    }

    @Test
    void receiptShowsThatTheCommentIsKept() {
        String id = approved(Sample.submission());
        String receipt = notify(id, notice()).json().path("receipt").asText();
        assertThat(state(receipt).path("status").asText()).isEqualTo("PENDING");
        assertThat(state(receipt).has("redress")).isFalse();

        assertThat(decide(id, "approve", Map.of("version", 1), admin()).status())
                .isEqualTo(200);

        JsonNode state = state(receipt);
        assertThat(state.path("status").asText()).isEqualTo("KEPT");
        assertThat(state.path("decidedAt").asText()).isNotEmpty();
        assertThat(state.path("redress").asText()).contains("court");
        assertThat(state.path("automation").asText()).isEqualTo("No automated means were used.");
        assertThat(queue("status=APPROVED&reported=true").each("comments", "id"))
                .isEmpty();
        // Without a new report there is nothing to decide.
        assertThat(decide(id, "approve", Map.of("version", 2), admin())
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void receiptShowsThatTheCommentIsRemoved() {
        String id = approved(Sample.submission());
        String receipt = notify(id, notice()).json().path("receipt").asText();

        decide(id, "reopen", Map.of("version", 1), admin());
        assertThat(state(receipt).path("status").asText()).isEqualTo("PENDING");
        assertThat(queue("status=PENDING").json().at("/comments/0/notices")).hasSize(1);
        decide(id, "reject", Map.of("version", 2, "reason", "ILLEGAL", "legalGround", "§ 130 StGB"), admin());

        JsonNode state = state(receipt);
        assertThat(state.path("status").asText()).isEqualTo("REMOVED");
        assertThat(state.path("reason").asText()).isEqualTo("ILLEGAL");
        assertThat(state.path("text").asText()).contains("removed the comment");
    }

    @Test
    void authorIsToldThatTheRejectionFollowsANotice() {
        Answer submitted = submit(Sample.submission());
        String id = submitted.json().path("id").asText();
        String receipt = submitted.json().path("receipt").asText();
        decide(id, "approve", Map.of("version", 0), admin());
        notify(id, notice());

        decide(id, "reject", Map.of("version", 1, "reason", "ABUSE"), admin());

        assertThat(source(receipt)).isEqualTo("ARTICLE_16");
        decide(id, "approve", Map.of("version", 2), admin());
        decide(id, "reject", Map.of("version", 3, "reason", "SPAM"), admin());
        assertThat(source(receipt)).isEqualTo("VOLUNTARY");
    }

    private static String source(String receipt) {
        return get("/api/v1/receipts/" + receipt).json().at("/statement/source").asText();
    }

    @Test
    void receiptShowsThatTheAuthorWithdrewTheComment() {
        Answer submitted = submit(Sample.submission());
        String id = submitted.json().path("id").asText();
        decide(id, "approve", Map.of("version", 0), admin());
        String receipt = notify(id, notice()).json().path("receipt").asText();

        send("DELETE", "/api/v1/receipts/" + submitted.json().path("receipt").asText(), "");

        assertThat(state(receipt).path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(Postgres.value("SELECT explanation FROM notice")).isEqualTo("[erased]");
    }

    @Test
    void allViolationsAreReportedAtOnceInTheLanguageOfTheReader() {
        String id = approved(Sample.submission());

        Answer answer = post(path(id), Map.of("email", "noor@"), "Accept-Language", "ar");

        assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-request");
        assertThat(answer.codes())
                .containsExactly("explanation.required", "name.required", "email.invalid", "goodFaith.required");
        assertThat(answer.body()).contains("اذكر من فضلك سبب مخالفة التعليق للقانون.");
        assertThat(notify(id, Sample.with(notice(), "explanation", "x".repeat(5_001)))
                        .codes())
                .containsExactly("explanation.too-long");
        assertThat(notify(id, Sample.with(notice(), "goodFaith", false)).codes())
                .containsExactly("goodFaith.required");
        assertThat(Postgres.value("SELECT count(*) FROM notice")).isEqualTo("0");
    }

    @Test
    void noticeAboutChildSexualAbuseNeedsNoName() {
        String id = approved(Sample.submission());

        Answer accepted = notify(
                id, Map.of("explanation", "It offers such images.", "goodFaith", true, "childSexualAbuse", true));

        assertThat(accepted.status()).isEqualTo(202);
        JsonNode notice = queue("status=APPROVED&reported=true").json().at("/comments/0/notices/0");
        assertThat(notice.path("name").isNull()).isTrue();
        assertThat(notice.path("childSexualAbuse").asBoolean()).isTrue();
    }

    @Test
    void secondNoticeOfTheSameSenderReplacesTheFirst() {
        String id = approved(Sample.submission());
        String first = notify(id, notice()).json().path("receipt").asText();

        String second = notify(id, Sample.with(notice(), "explanation", "It names § 131 too."))
                .json()
                .path("receipt")
                .asText();
        notify(id, Sample.with(notice(), "email", "other@example.org"));

        assertThat(state(second).path("explanation").asText()).isEqualTo("It names § 131 too.");
        assertThat(state(first)).isEqualTo(state(second));
        assertThat(Postgres.value("SELECT count(*) FROM notice")).isEqualTo("2");
    }

    @Test
    void allReceiptsOfASenderLeadToTheDecisionUntilTheSenderIsErased() {
        String id = approved(Sample.submission());
        List<String> receipts = Stream.of("One", "Two", "Three")
                .map(text -> notify(id, Sample.with(notice(), "explanation", text))
                        .json()
                        .path("receipt")
                        .asText())
                .toList();

        decide(id, "reject", Map.of("version", 1, "reason", "ABUSE"), admin());

        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(state(receipt).path("status").asText()).isEqualTo("REMOVED");
            assertThat(state(receipt).path("explanation").asText()).isEqualTo("Three");
            assertThat(get("/notices/" + receipt, "Accept", "text/html").status())
                    .isEqualTo(200);
        });
        post("/api/v1/privacy/erasures", Map.of("email", ADDRESS), "Authorization", admin());
        assertThat(receipts)
                .allSatisfy(receipt ->
                        assertThat(get("/api/v1/notices/" + receipt).status()).isEqualTo(404));
        assertThat(Postgres.value("SELECT count(*) FROM notice_receipt")).isEqualTo("0");
    }

    @Test
    void onlyPublishedCommentsOfTheSiteCanBeNotified() {
        String pending = submitted(Sample.submission());
        String id = approved(Sample.submission());

        assertThat(notify(pending, notice()).problem()).endsWith("/problems/no-such-comment");
        assertThat(post("/api/v1/sites/herald/comments/" + id + "/notices", notice())
                        .status())
                .isEqualTo(404);
        assertThat(post(path(id), notice(), "Origin", "https://evil.example").status())
                .isEqualTo(403);
        assertThat(Postgres.value("SELECT count(*) FROM notice")).isEqualTo("0");
    }

    @Test
    void reportsAndNoticesOfAClientHaveOneLimit() {
        String id = approved(Sample.submission());

        try (EmbeddedServer replica = replica(Map.of(
                "mizan.trusted-proxies",
                "127.0.0.1,::1",
                "mizan.submission.client-burst",
                2,
                "mizan.submission.client-refill",
                "1h"))) {
            List<Integer> statuses = Stream.of("notices", "reports", "notices")
                    .map(kind -> sendTo(
                                    replica.getPort(),
                                    "POST",
                                    "/api/v1/sites/demo/comments/" + id + "/" + kind,
                                    json(Sample.with(notice(), "reason", "ILLEGAL"))
                                            .getBytes(StandardCharsets.UTF_8),
                                    "Content-Type",
                                    JSON,
                                    "X-Forwarded-For",
                                    "192.0.2.1")
                            .status())
                    .toList();

            assertThat(statuses).containsExactly(202, 202, 429);
        }
    }

    @Test
    void addressIsDisclosedToThePrivacyOfficerOnly() {
        String id = approved(Sample.submission());
        String notice = notify(id, notice()).json().path("id").asText();
        String path = "/api/v1/moderation/notices/" + notice + "/email";
        Map<String, String> purpose = Map.of("purpose", "to answer");

        Answer refused = post(path, purpose, "Authorization", moderator("nosy", "MODERATOR,ADMIN", ""));
        Answer disclosed = post(path, purpose, "Authorization", moderator("olga", "PRIVACY", ""));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(disclosed.json().path("email").asText()).isEqualTo(ADDRESS);
        assertThat(post(path, Map.of("purpose", ""), "Authorization", admin()).status())
                .isEqualTo(422);
        assertThat(post(path.replace(notice, id), purpose, "Authorization", admin())
                        .status())
                .isEqualTo(404);
        assertThat(Postgres.query("SELECT action, comment_id, detail FROM audit_entry"
                        + " WHERE action LIKE 'EMAIL_REVEAL%' ORDER BY id"))
                .containsExactly(
                        List.of("EMAIL_REVEAL_REFUSED", id, "notice: " + notice),
                        List.of("EMAIL_REVEALED", id, "notice: " + notice + ", to answer"));
    }

    @Test
    void exportHasTheNoticesAndErasureErasesThem() {
        String id = approved(Sample.submission());
        String receipt = notify(id, notice()).json().path("receipt").asText();
        String officer = moderator("olga", "PRIVACY", "");

        JsonNode export = post("/api/v1/privacy/exports", Map.of("email", ADDRESS), "Authorization", officer)
                .json();
        assertThat(export.at("/notices/0/comment").asText()).isEqualTo(id);
        assertThat(export.at("/notices/0/email").asText()).isEqualTo(ADDRESS);
        assertThat(export.at("/notices/0/explanation").asText()).contains("130");
        assertThat(export.at("/notices/0/name").asText()).isEqualTo("نور");

        post("/api/v1/privacy/erasures", Map.of("email", ADDRESS), "Authorization", officer);

        assertThat(Postgres.query(
                        "SELECT explanation, name, email_sealed, email_fingerprint, receipt_hash FROM notice"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsOnly("null"));
        assertThat(Postgres.value("SELECT encode(client, 'hex') FROM notice")).isEmpty();
        assertThat(Postgres.value("SELECT count(*) FROM erasure")).isEqualTo("1");
        assertThat(Postgres.value("SELECT detail FROM audit_entry WHERE action = 'PERSONAL_DATA_ERASED' ORDER BY id"))
                .isEqualTo("notices: 1");
        assertThat(get("/api/v1/notices/" + receipt).status()).isEqualTo(404);
        assertThat(queue("status=APPROVED&reported=true").each("comments", "id"))
                .isEmpty();
        assertThat(post("/api/v1/privacy/exports", Map.of("email", ADDRESS), "Authorization", officer)
                        .json()
                        .path("notices"))
                .isEmpty();
    }

    @Test
    void retentionDeletesSettledNoticesOnly() {
        String kept = approved(Sample.submission());
        String open = approved(Sample.submission());
        notify(kept, notice());
        notify(open, notice());
        decide(kept, "approve", Map.of("version", 1), admin());

        MutableClock clock = bean(MutableClock.class);
        clock.advance(Duration.ofDays(40));
        try {
            bean(Retention.class).erase();
            assertThat(Postgres.query("SELECT encode(client, 'hex') FROM notice"))
                    .containsExactly(List.of(""), List.of(""));
            clock.advance(Duration.ofDays(400));
            bean(Retention.class).erase();
        } finally {
            clock.advance(Duration.ofDays(-440));
        }

        assertThat(Postgres.query("SELECT comment_id FROM notice")).containsExactly(List.of(open));
    }

    private static JsonNode state(String receipt) {
        Answer answer = get("/api/v1/notices/" + receipt, "Accept-Language", "en");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.json();
    }

    private static Map<String, Object> notice() {
        return new HashMap<>(Map.of(
                "explanation", "It denies a crime, § 130 StGB.", "name", "نور", "email", ADDRESS, "goodFaith", true));
    }

    // The clock advances first, so that the notice is later than the decision before it.
    private static Answer notify(String id, Map<String, Object> notice) {
        bean(MutableClock.class).advance(Duration.ofMillis(10));
        return post(path(id), notice);
    }

    private static String path(String id) {
        return "/api/v1/sites/demo/comments/" + id + "/notices";
    }
}
