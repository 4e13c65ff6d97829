package mizan.moderation.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mizan.moderation.decision.BatchApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the query plans of moderators' requests in a database of 60,000 comments: all large tables are read through
 * indexes, so that the cost does not grow with them. The plans are those of the real statements, logged by PostgreSQL.
 */
class QueuePlanTest extends ServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> LARGE_TABLES = Set.of(
            "comment", "decision", "audit_entry", "audit_chain", "comment_search", "author_stats", "outbox_event");

    /** There are 5,000 pending comments. No plan node may read many more rows. */
    private static final int MAX_ROWS = 6_000;

    private static final String BASE = "/api/v1/moderation";

    /**
     * One comment in 12 is pending, one in 6 is rejected. There are 9,973 authors and 499 articles. The word "rare" is in one
     * comment of 10,000.
     */
    @BeforeAll
    static void fill() {
        Postgres.truncateTables();
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                     receipt_hash, status, version, submitted_at, decided_at)
                SELECT id, 'demo', 'article-' || i % 499, id, 'Reader', 'Text ' || i, '\\x00',
                       sha256(CAST('person' || i % 9973 AS bytea)), sha256(CAST('digest' || i AS bytea)),
                       sha256(CAST('receipt' || i AS bytea)), status,
                       CASE WHEN status = 'PENDING' THEN 0 ELSE 1 END, at,
                       CASE WHEN status = 'PENDING' THEN NULL ELSE at + CAST('1 minute' AS interval) END
                  FROM (SELECT i, at,
                               CAST(lpad(to_hex(CAST(extract(epoch FROM at) * 1000 AS bigint)), 12, '0') || '7'
                                    || substr(md5('a' || i), 1, 3) || '8' || substr(md5('b' || i), 1, 15) AS uuid) AS id,
                               CASE WHEN i % 12 = 0 THEN 'PENDING' WHEN i % 6 = 1 THEN 'REJECTED' ELSE 'APPROVED' END AS status
                          FROM (SELECT i, CAST('2025-01-01' AS timestamptz) + i * CAST('10 minutes' AS interval) AS at
                                  FROM generate_series(1, 60000) i) times) comments
                """);
        Postgres.execute("""
                UPDATE comment
                   SET findings = jsonb_build_array(jsonb_build_object(
                           'rule', CASE WHEN abs(hashtext(body)) % 5000 < 5 THEN 'rare' ELSE 'link' END,
                           'detail', body,
                           'spans', '[[0, 4]]'::jsonb))
                 WHERE abs(hashtext(body)) % 10 = 0 OR abs(hashtext(body)) % 5000 < 5
                """);
        Postgres.execute("""
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT id, array_to_tsvector(ARRAY['reader', 'text', 'w' || abs(hashtext(body)) % 5000]
                                             || CASE WHEN abs(hashtext(body)) % 10000 = 7 THEN ARRAY['rare'] ELSE '{}' END
                                             || CASE WHEN abs(hashtext(body)) % 100 = 7 THEN ARRAY['seldom'] ELSE '{}' END)
                  FROM comment
                """);
        Postgres.execute("""
                INSERT INTO decision (comment_id, version, verdict, reason, moderator, decided_at, site, time_to_decision)
                SELECT id, 1, CASE status WHEN 'APPROVED' THEN 'APPROVE' ELSE 'REJECT' END,
                       CASE status WHEN 'REJECTED' THEN 'SPAM' END, 'ada', decided_at, site, decided_at - submitted_at
                  FROM comment
                 WHERE status <> 'PENDING'
                """);
        // Entries and their hash chain in one statement, before the background job appends the entries.
        Postgres.execute("""
                WITH entry AS (
                    INSERT INTO audit_entry (at, moderator, action, comment_id)
                    SELECT decided_at, moderator, 'COMMENT_APPROVED', comment_id
                      FROM decision
                    RETURNING id, at
                )
                INSERT INTO audit_chain (number, entry_id, hash, chained_at)
                SELECT row_number() OVER (ORDER BY id), id, sha256(''), at
                  FROM entry
                """);
        Postgres.execute("""
                INSERT INTO author_stats
                SELECT email_fingerprint, site, count(*), 0
                  FROM comment
                 GROUP BY email_fingerprint, site
                """);
        Postgres.execute("""
                INSERT INTO report (comment_id, client, site, reason, reported_at)
                SELECT id, substr(sha256(''), 1, 16), site, 'SPAM', decided_at
                  FROM comment
                 WHERE status = 'APPROVED'
                   AND abs(hashtext(body)) % 500 = 7
                """);
        // Events that have not expired: their cleanup rightly reads the whole table when it deletes most of it.
        Postgres.execute("""
                INSERT INTO outbox_event (at, comment_id, site, article, status, version)
                SELECT '%s', id, site, article, status, 1
                  FROM comment
                 WHERE status <> 'PENDING'
                """.formatted(bean(Clock.class).instant()));
        Postgres.vacuum();
        Postgres.logPlans(true);
        await("plans to be logged").until(() -> {
            long before = Postgres.logSize();
            get(BASE + "/comments", "Authorization", admin());
            return !Postgres.plansSince(before).isEmpty();
        });
    }

    // Keeps the rows for all tests of this class.
    @Override
    @AfterEach
    protected void deleteRows() {}

    @AfterAll
    static void emptyAtTheEnd() {
        Postgres.logPlans(false);
        Postgres.deleteRows();
    }

    @ParameterizedTest
    @CsvSource({
        "/comments",
        "/comments?limit=200",
        "/comments?article=article-12",
        "/comments?order=score",
        "/comments?order=score&limit=200",
        "/comments?order=score&article=article-12",
        "/comments?order=score&finding=rare",
        "/comments?claimed=mine",
        "/comments?q=rare",
        "/comments?q=text",
        "/comments?q=seldom",
        "/comments?q=never",
        "/comments?status=APPROVED",
        "/comments?status=REJECTED&site=demo",
        "/comments?status=APPROVED&article=article-13",
        "/comments?status=REJECTED&article=article-13",
        "/comments?status=APPROVED&q=rare",
        "/comments?status=APPROVED&q=text",
        "/comments?status=APPROVED&q=seldom",
        "/comments?status=APPROVED&q=seldom&limit=200",
        "/comments?status=APPROVED&q=never",
        "/comments?status=APPROVED&q=rare+reader",
        "/comments?status=APPROVED&finding=rare",
        "/comments?status=REJECTED&finding=rare",
        "/comments?status=APPROVED&finding=link",
        "/comments/total",
        "/comments/total?article=article-12",
        "/comments/total?status=APPROVED",
        "/comments/total?status=ALL",
        "/comments/total?status=ALL&q=text",
        "/comments/total?status=ALL&q=rare",
        "/comments/total?status=APPROVED&q=seldom",
        "/comments/total?status=APPROVED&q=never",
        "/comments/total?status=APPROVED&finding=link",
        "/comments/total?status=ALL&finding=rare",
        "/comments?status=ALL",
        "/comments?status=ALL&article=article-13",
        "/comments?status=ALL&moderator=me",
        "/comments?reported=true",
        "/comments?status=APPROVED&reported=true",
        "/comments?status=ALL&reported=true",
        "/comments/total?status=APPROVED&reported=true",
        "/comments?status=ALL&from=2025-03-01T00:00:00Z&until=2025-03-02T00:00:00Z",
        "/stats",
        "/stats?site=demo",
        "/trends?days=1",
        "/trends?days=30",
    })
    void readRequestsUseIndexes(String path) {
        String token = admin();

        // After five executions the driver and the server may switch to a generic plan.
        for (int times = 0; times < 6; times++) {
            assertThat(get(BASE + path, "Authorization", token).status()).isEqualTo(200);
        }
        List<JsonNode> nodes = nodes(() -> get(BASE + path, "Authorization", token));

        assertNoSequentialScan(nodes);
    }

    @ParameterizedTest
    @CsvSource({"PENDING", "APPROVED", "REJECTED"})
    void commentsOfOneAuthorAreReadFromAnIndex(String status) {
        String id = Postgres.value("SELECT id FROM comment WHERE status = '%s' LIMIT 1".formatted(status));

        List<JsonNode> nodes =
                nodes(() -> get(BASE + "/comments?status=" + status + "&author=" + id, "Authorization", admin()));

        assertNoSequentialScan(nodes);
    }

    /** Otherwise the time of the response would tell which addresses are known. */
    @ParameterizedTest
    @CsvSource({"/comments/ID", "/comments?status=APPROVED&author=ID"})
    void moderatorWithoutPrivacyReadsNoRowsOfOtherClients(String path) {
        Postgres.execute("UPDATE comment SET email_fingerprint = sha256('prolific') WHERE id IN (SELECT id FROM comment"
                + " WHERE status IN ('PENDING', 'APPROVED') AND name = 'Reader' ORDER BY body LIMIT 300)");
        Postgres.execute("""
                INSERT INTO author_stats (email_fingerprint, site, approved, rejected, client)
                SELECT sha256('prolific'), 'demo', 1, 0, substr(sha256(CAST('client' || i AS bytea)), 1, 16)
                  FROM generate_series(1, 200) i
                    ON CONFLICT DO NOTHING
                """);
        String known = pending("prolific");
        String unknown = pending("unknown");
        String moderator = moderator("omar", "MODERATOR", "demo");

        assertThat(rowsOfAuthor(path.replace("ID", known), moderator))
                .isEqualTo(rowsOfAuthor(path.replace("ID", unknown), moderator));
    }

    private static String pending(String author) {
        String id = UUID.randomUUID().toString();
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, client, digest,
                                     receipt_hash, status, version, submitted_at)
                VALUES ('%1$s', 'demo', 'article-1', '%1$s', 'Insider', 'Text', '\\x00', sha256('%2$s'),
                        substr(sha256('insider'), 1, 16), sha256('%1$s'), sha256('%1$s'), 'PENDING', 0, now())
                """.formatted(id, author));
        return id;
    }

    /** The rows read through the indexes by author. Background jobs do not use them. */
    private static long rowsOfAuthor(String path, String token) {
        Set<String> indexes = Set.of("comment_pending_author_idx", "comment_decided_author_idx", "author_stats_pkey");
        List<JsonNode> nodes = nodes(() ->
                assertThat(get(BASE + path, "Authorization", token).status()).isEqualTo(200));
        return nodes.stream()
                .filter(node -> indexes.contains(node.path("Index Name").asText()))
                .mapToLong(node -> Math.round((node.path("Actual Rows").asDouble(0)
                                + node.path("Rows Removed by Filter").asDouble(0))
                        * node.path("Actual Loops").asDouble(1)))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"''", "?moderator=ada", "?moderator=nobody", "?comment=ID", "?comment=ID&moderator=ada"})
    void auditTrailIsReadFromAnIndex(String query) {
        String id = Postgres.value("SELECT comment_id FROM decision LIMIT 1");

        List<JsonNode> nodes = nodes(() -> get("/api/v1/audit" + query.replace("ID", id), "Authorization", admin()));

        assertNoSequentialScan(nodes);
    }

    @ParameterizedTest
    @CsvSource({
        "/sites/demo/comments.atom",
        "/sites/demo/comments.atom?article=article-13",
        "/api/v1/sites/demo/comments?article=article-13"
    })
    void publicRequestsUseIndexes(String path) {
        List<JsonNode> nodes = nodes(() -> assertThat(get(path).status()).isEqualTo(200));

        assertNoSequentialScan(nodes);
    }

    @Test
    void submissionsUseIndexes() {
        Map<String, Object> reply = Sample.reply(
                Postgres.value("SELECT id FROM comment WHERE article = 'article-13' AND status = 'APPROVED' LIMIT 1"));

        List<JsonNode> nodes =
                nodes(() -> assertThat(submit(Sample.with(reply, "article", "article-13"), "Idempotency-Key", "k")
                                .status())
                        .isEqualTo(202));

        assertNoSequentialScan(nodes);
        assertThat(nodes.stream().map(node -> node.path("Index Name").asText())).contains("comment_digest_idx");
    }

    @Test
    void statisticsUseIndexOnlyScans() {
        // With several sites, a skip scan (PostgreSQL 18) over the decisions of moderators costs about the same.
        List<JsonNode> nodes = nodes(() -> get(BASE + "/stats?site=demo", "Authorization", admin()));

        assertThat(nodes.stream()
                        .map(node -> node.path("Node Type").asText() + " "
                                + node.path("Index Name").asText()))
                .contains("Index Only Scan comment_pending_site_idx", "Index Only Scan decision_recent_idx");
    }

    @Test
    void searchReadsFewPagesOfTheGinPendingList() {
        Postgres.execute("""
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT gen_random_uuid(), array_to_tsvector(ARRAY(SELECT 'new' || i * 40 + word FROM generate_series(1, 40) word))
                  FROM generate_series(1, 2000) i
                """);

        String plan = String.join("\n", Postgres.query("""
                EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)
                SELECT FROM comment_search WHERE lexemes @@ CAST('''nothing''' AS tsquery)
                """).getFirst());

        List<JsonNode> nodes = new ArrayList<>();
        collect(read(plan).path(0).path("Plan"), nodes);
        assertThat(nodes)
                .filteredOn(node -> node.path("Index Name").asText().equals("comment_search_lexemes_idx"))
                .singleElement()
                .satisfies(node -> assertThat(node.path("Shared Hit Blocks").asInt()
                                + node.path("Shared Read Blocks").asInt())
                        .isBetween(1, 100));
    }

    @Test
    void decisionsClaimsAndTheHashChainUseIndexes() {
        List<JsonNode> nodes = nodes(() -> {
            Answer claimed = post(BASE + "/claims", Map.of("limit", 10), "Authorization", admin());
            String id = claimed.json().at("/comments/0/id").asText();
            assertThat(decide(id, "approve", Map.of("version", 0), admin()).status())
                    .isEqualTo(200);
            BatchApiTest.batch(
                    admin(),
                    claimed.each("comments", "id").stream()
                            .map(each -> BatchApiTest.item(each, 0, "APPROVE"))
                            .toList());
            send("DELETE", BASE + "/claims", "", "Authorization", admin());
        });

        assertNoSequentialScan(nodes);
    }

    private static void assertNoSequentialScan(List<JsonNode> nodes) {
        assertThat(nodes).anyMatch(QueuePlanTest::readsLargeTable);
        assertThat(nodes)
                .filteredOn(QueuePlanTest::readsLargeTable)
                .filteredOn(node -> node.path("Node Type").asText().contains("Seq Scan"))
                .isEmpty();
        // A BRIN index returns pages, so its row count is only an estimate.
        assertThat(nodes)
                .filteredOn(node -> !node.path("Index Name").asText().equals("comment_search_submitted_idx"))
                .allSatisfy(node -> assertThat(node.path("Actual Rows").asDouble(0)
                                        * node.path("Actual Loops").asDouble(1)
                                + node.path("Rows Removed by Filter").asDouble(0))
                        .as(() -> node.toString())
                        .isLessThanOrEqualTo(MAX_ROWS));
    }

    /** All plan nodes of the statements that the action executes. */
    private static List<JsonNode> nodes(Runnable action) {
        long before = Postgres.logSize();
        action.run();
        // The log is written with a short delay, and in order: with this line it has all plans of the action.
        String last = UUID.randomUUID().toString();
        Postgres.log(last);
        await("the plans to be logged").until(() -> Postgres.logSince(before).contains(last));
        return Postgres.plansSince(before).stream()
                .flatMap(plan -> nodes(plan).stream())
                .toList();
    }

    private static List<JsonNode> nodes(String plan) {
        List<JsonNode> nodes = new ArrayList<>();
        collect(read(plan).path("Plan"), nodes);
        return nodes;
    }

    private static JsonNode read(String plan) {
        try {
            return JSON.readTree(plan);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean readsLargeTable(JsonNode node) {
        return LARGE_TABLES.contains(node.path("Relation Name").asText());
    }

    private static void collect(JsonNode node, List<JsonNode> nodes) {
        nodes.add(node);
        node.path("Plans").forEach(child -> collect(child, nodes));
    }
}
