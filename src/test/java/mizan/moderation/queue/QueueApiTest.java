package mizan.moderation.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueApiTest extends ServiceTest {

    @Test
    void articleIsDescribedByItsFirstApprovedComment() {
        Map<String, Object> submission = Sample.submission("articleTitle", "Hoax");
        submission.put("articleUrl", "https://demo.example/hoax");
        String hoax = submitted(submission);
        submission = Sample.submission("articleTitle", "الميزان");
        submission.put("articleUrl", "https://demo.example/a");
        String genuine = submitted(submission);

        assertThat(article(hoax)).isEqualTo("https://demo.example/hoax Hoax");
        assertThat(article(genuine)).isEqualTo("https://demo.example/a الميزان");
        decide(genuine, "approve", Map.of("version", 0), admin());
        assertThat(article(hoax)).isEqualTo("https://demo.example/a الميزان");
        decide(hoax, "approve", Map.of("version", 0), admin());
        assertThat(article(hoax)).isEqualTo("https://demo.example/a الميزان");
    }

    @Test
    void totalCountsTheListOfAFilter() {
        approved(Sample.submission("body", "green apples"));
        submitted(Sample.submission("body", "red apples"));
        submitted(Sample.submission("body", "pears"));

        assertThat(total("")).isEqualTo("{\"total\":2,\"exact\":true}");
        assertThat(total("status=ALL")).isEqualTo("{\"total\":3,\"exact\":true}");
        assertThat(total("status=ALL&q=apples")).isEqualTo("{\"total\":2,\"exact\":true}");
        assertThat(total("status=ALL&moderator=me")).isEqualTo("{\"total\":1,\"exact\":true}");
        assertThat(total("status=REJECTED")).isEqualTo("{\"total\":0,\"exact\":true}");
        assertThat(total("until=2000-01-01T00:00:00Z")).isEqualTo("{\"total\":0,\"exact\":true}");
        assertThat(total("status=ALL&from=2000-01-01T00:00:00Z")).isEqualTo("{\"total\":3,\"exact\":true}");
        assertThat(get("/api/v1/moderation/comments/total?claimed=mine&status=APPROVED", "Authorization", admin())
                        .codes())
                .containsExactly("claimed.conflict");
    }

    @Test
    void totalStopsAtOneThousand() {
        submitted(Sample.submission());
        copies(999);
        assertThat(total("")).isEqualTo("{\"total\":1000,\"exact\":true}");

        copies(2);

        assertThat(total("")).isEqualTo("{\"total\":1000,\"exact\":false}");
        assertThat(total("article=market-scales&status=ALL")).isEqualTo("{\"total\":1000,\"exact\":false}");
    }

    private static void copies(int number) {
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                     receipt_hash, status, version, submitted_at)
                SELECT id, 'demo', 'market-scales', id, 'Reader', 'Text', '\\x00', sha256('a'),
                       sha256(CAST(CAST(id AS text) AS bytea)), sha256(CAST(CAST(id AS text) AS bytea)), 'PENDING', 0, now()
                  FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, %d)) ids
                """.formatted(number));
    }

    private static String total(String query) {
        return get("/api/v1/moderation/comments/total?" + query, "Authorization", admin())
                .body();
    }

    private static String article(String comment) {
        JsonNode article = get("/api/v1/moderation/comments/" + comment, "Authorization", admin())
                .json()
                .path("article");
        return article.path("url").asText() + " " + article.path("title").asText();
    }

    @Test
    void queuedCommentHasAllThatADecisionNeeds() {
        String parent = approved(Sample.submission("name", "Omar"));
        Map<String, Object> submission = Sample.reply(parent);
        submission.put("articleUrl", "https://demo.example/a");
        submission.put("articleTitle", "الميزان");
        String id = submitted(submission);

        JsonNode queued = queue("").json().path("comments").path(0);

        assertThat(queued.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "site",
                        "article",
                        "parent",
                        "name",
                        "email",
                        "emailState",
                        "body",
                        "status",
                        "version",
                        "submittedAt",
                        "findings",
                        "score",
                        "author",
                        "reports",
                        "reportNotes",
                        "notices",
                        "claim",
                        "decision");
        assertThat(queued.path("id").asText()).isEqualTo(id);
        assertThat(queued.path("email").asText()).isEqualTo("l•••@e•••.org");
        assertThat(queued.path("parent").path("name").asText()).isEqualTo("Omar");
        assertThat(queued.path("parent").path("status").asText()).isEqualTo("APPROVED");
        assertThat(queued.path("parent").path("excerpt").asText()).startsWith("مقال جميل");
        assertThat(queued.path("author").toString()).isEqualTo("{\"approved\":1,\"rejected\":0,\"pending\":1}");
        assertThat(queued.path("claim").isNull()).isTrue();
        assertThat(queued.path("decision").isNull()).isTrue();
    }

    @Test
    void pendingCommentsAreListedOldestFirst() {
        List<String> submitted =
                Stream.generate(() -> submitted(Sample.submission())).limit(7).toList();

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = queue("limit=3" + next);
            read.addAll(page.each("comments", "id"));
            next = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!next.isEmpty());

        assertThat(read).containsExactlyElementsOf(submitted);
    }

    @Test
    void decidedCommentsAreListedNewestDecisionFirst() {
        String first = approved(Sample.submission());
        String second = approved(Sample.submission());
        String third = submitted(Sample.submission());
        decide(third, "reject", Map.of("version", 0, "reason", "ABUSE"), admin());

        Answer page = queue("status=APPROVED&limit=1");
        Answer last = queue(
                "status=APPROVED&limit=1&after=" + page.json().path("next").asText());

        assertThat(page.each("comments", "id")).containsExactly(second);
        assertThat(last.each("comments", "id")).containsExactly(first);
        assertThat(last.json().path("next").isNull()).isTrue();
        assertThat(queue("status=REJECTED").each("comments", "id")).containsExactly(third);
    }

    @Test
    void queueIsFilteredBySiteAndArticle() {
        String here = submitted(Sample.submission("article", "a"));
        submitted(Sample.submission("article", "b"));
        String there = post("/api/v1/sites/herald/comments", Sample.submission("article", "a"))
                .json()
                .path("id")
                .asText();

        assertThat(queue("article=a").each("comments", "id")).containsExactly(here, there);
        assertThat(queue("article=a&site=demo").each("comments", "id")).containsExactly(here);
        assertThat(queue("site=herald").each("comments", "id")).containsExactly(there);
    }

    @ParameterizedTest
    @CsvSource({
        "status=WITHDRAWN, 422",
        "status=pending, 422",
        "limit=0, 422",
        "limit=201, 422",
        "limit=many, 400",
        "after=%20, 400",
        "after=AAAA, 400",
        // +999999999-01-01T00:00:00Z|00000000-0000-0000-0000-000000000000
        "after=Kzk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFp8MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw, 400",
        "claimed=yours, 422",
        "article=%00, 422",
        "site=nowhere, 404",
        "after=, 400"
    })
    void invalidQueryIsRejected(String query, int status) {
        Answer answer = queue(query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "site=demo", "article=a", "status=APPROVED", "q=x", "claimed=mine"})
    void cursorOfAnotherListIsRefused(String list) {
        for (int i = 0; i < 3; i++) {
            submitted(Sample.submission("article", "a"));
        }
        String cursor = queue("limit=1&article=a&site=demo").json().path("next").asText();

        assertThat(queue("limit=2&article=a&site=demo&after=" + cursor).each("comments", "id"))
                .hasSize(2);
        assertThat(queue(list + "&after=" + cursor).problem())
                .isEqualTo("400 application/problem+json /problems/malformed-request");
        assertThat(get("/api/v1/audit?after=" + cursor, "Authorization", admin())
                        .problem())
                .isEqualTo("400 application/problem+json /problems/malformed-request");
    }

    @Test
    void allStatusesAreListedNewestChangeFirst() {
        String first = approved(Sample.submission());
        String pending = submitted(Sample.submission());
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        String last = submitted(Sample.submission());

        for (String filter : List.of("", "&article=market-scales", "&q=%D9%85%D9%82%D8%A7%D9%84")) {
            List<String> read = new ArrayList<>();
            String next = "";
            do {
                Answer page = queue("status=ALL&limit=1" + filter + next);
                read.addAll(page.each("comments", "id"));
                next = page.json().path("next").isNull()
                        ? ""
                        : "&after=" + page.json().path("next").asText();
            } while (!next.isEmpty());
            assertThat(read).as(filter).containsExactly(last, rejected, pending, first);
        }
    }

    @Test
    void queueIsFilteredByTime() {
        String old = submitted(Sample.submission());
        String oldApproved = approved(Sample.submission());
        bean(MutableClock.class).advance(Duration.ofHours(1));
        Instant between = bean(MutableClock.class).instant();
        bean(MutableClock.class).advance(Duration.ofHours(1));
        String young = submitted(Sample.submission());
        String youngApproved = approved(Sample.submission());

        assertThat(queue("from=" + between).each("comments", "id")).containsExactly(young);
        assertThat(queue("until=" + between).each("comments", "id")).containsExactly(old);
        assertThat(queue("status=APPROVED&from=" + between).each("comments", "id"))
                .containsExactly(youngApproved);
        assertThat(queue("status=APPROVED&until=" + between).each("comments", "id"))
                .containsExactly(oldApproved);
        assertThat(queue("status=ALL&from=" + between).each("comments", "id")).containsExactly(youngApproved, young);
        assertThat(queue("status=ALL&until=" + between + "&q=%D9%85%D9%82%D8%A7%D9%84")
                        .each("comments", "id"))
                .containsExactly(oldApproved, old);
        assertThat(queue("status=ALL&from=" + between + "&limit=2")
                        .json()
                        .path("next")
                        .isNull())
                .isTrue();
        assertThat(queue("from=2099-01-01T00:00:00Z").json().path("comments")).isEmpty();
        assertThat(queue("from=yesterday").status()).isEqualTo(400);
    }

    @Test
    void moderatorFindsOwnDecisions() {
        String ada = moderator("ada", "MODERATOR", "demo");
        String approved = submitted(Sample.submission());
        decide(approved, "approve", Map.of("version", 0), ada);
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), ada);
        String others = approved(Sample.submission());
        decide(others, "reopen", Map.of("version", 1), ada);
        decide(others, "approve", Map.of("version", 2), admin());

        assertThat(get("/api/v1/moderation/comments?status=ALL&moderator=me", "Authorization", ada)
                        .each("comments", "id"))
                .containsExactly(rejected, approved);
        assertThat(get("/api/v1/moderation/comments?status=APPROVED&moderator=me", "Authorization", ada)
                        .each("comments", "id"))
                .containsExactly(approved);
    }

    @Test
    void contradictoryParametersAreNamed() {
        assertThat(queue("status=APPROVED&claimed=mine").codes()).containsExactly("claimed.conflict");
        assertThat(queue("moderator=me").codes()).containsExactly("moderator.conflict");
        assertThat(queue("status=ALL&order=oldest&moderator=eve").codes())
                .containsExactly("moderator.unknown", "order.conflict");
        assertThat(queue("from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z").codes())
                .containsExactly("until.conflict");
        assertThat(queue("order=oldest").status()).isEqualTo(200);
    }

    @Test
    void phrasesAndExcludedWordsAreSearched() {
        String phrase = submitted(Sample.submission("body", "a very good comment"));
        String words = submitted(Sample.submission("body", "a good and very long comment"));

        assertThat(queue("q=%22very+good%22").each("comments", "id")).containsExactly(phrase);
        assertThat(queue("q=comment+-long").each("comments", "id")).containsExactly(phrase);
        assertThat(queue("q=comment+-%22very+good%22&article=market-scales").each("comments", "id"))
                .containsExactly(words);
    }

    @Test
    void emptyAndRepeatedParametersAreNamed() {
        Answer answer = queue("status=&site=demo&site=herald&q=%20&article=a");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.codes()).containsExactlyInAnyOrder("status.empty", "site.repeated", "q.empty");
        assertThat(get("/api/v1/moderation/stats?site=", "Authorization", admin())
                        .codes())
                .containsExactly("site.empty");
        assertThat(get("/api/v1/sites/demo/comments?article=a&order=oldest&order=newest")
                        .codes())
                .containsExactly("order.repeated");
        assertThat(get("/api/v1/sites/demo/counts?article=a&article=b").status())
                .isEqualTo(200);
        assertThat(get("/api/v1/moderation/stats?site=").status()).isEqualTo(401);
    }

    @Test
    void allInvalidParametersAreReportedAtOnce() {
        assertThat(queue("status=LOST&limit=0&claimed=yours&article=%00&q=" + "x".repeat(201))
                        .codes())
                .containsExactlyInAnyOrder(
                        "status.unknown", "limit.range", "claimed.unknown", "article.characters", "q.too-long");
    }
}
