package mizan.moderation.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import mizan.comment.CommentStatus;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import mizan.moderation.QueueOrder;
import mizan.platform.database.PlannerSettings;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches in lists that are longer than the first scan. */
class TextSearchTest extends ServiceTest {

    private static final String QUEUE = "/api/v1/moderation/comments";

    /**
     * Inserts 6,000 comments on two sites; a third of them is pending. Three share each time of submission, and the first
     * hundred are a year older. They are decided after an hour; some after forty days, and some two seconds before their
     * submission, by a machine whose clock is behind.
     */
    @BeforeAll
    static void fill() {
        Postgres.truncateTables();
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                     receipt_hash, status, version, submitted_at, decided_at)
                SELECT id, CASE WHEN i % 5 = 0 THEN 'herald' ELSE 'demo' END, 'article', id, 'Reader', 'Text ' || i, '\\x00',
                       sha256('person'), sha256(CAST('digest' || i AS bytea)), sha256(CAST('receipt' || i AS bytea)),
                       status, CASE WHEN status = 'PENDING' THEN 0 ELSE 1 END, at,
                       CASE WHEN status = 'PENDING' THEN NULL
                            WHEN i % 37 = 0 THEN at + CAST('40 days' AS interval)
                            WHEN i % 41 = 0 THEN at - CAST('2 s' AS interval)
                            ELSE at + CAST('1 hour' AS interval) END
                  FROM (SELECT i, at, CASE i % 3 WHEN 0 THEN 'PENDING' WHEN 1 THEN 'APPROVED' ELSE 'REJECTED' END AS status,
                               CAST(lpad(to_hex(CAST(floor(extract(epoch FROM at) * 1000) AS bigint)), 12, '0')
                                    || '7' || substr(md5('a' || i), 1, 3) || '8' || substr(md5('b' || i), 1, 15) AS uuid) AS id
                          FROM (SELECT i, CASE WHEN i <= 100 THEN CAST('2025-01-01' AS timestamptz)
                                               ELSE CAST('2026-01-01 00:00:00.0005' AS timestamptz) END
                                          + i / 9 * 3 * CAST('1 minute' AS interval)
                                          - CASE WHEN i % 37 = 0 THEN CAST('40 days' AS interval) ELSE '0' END AS at
                                  FROM generate_series(1, 6000) i) times) comments
                """);
        Postgres.execute("""
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT id, array_to_tsvector(ARRAY['reader', 'w' || i % 2]
                                             || CASE WHEN i % 40 < 3 THEN ARRAY['seldom'] ELSE '{}' END
                                             || CASE WHEN i % 40 < 7 THEN ARRAY['now'] ELSE '{}' END
                                             || CASE WHEN i / 3 IN (7, 1900) THEN ARRAY['rare'] ELSE '{}' END
                                             || CASE WHEN i > 4500 THEN ARRAY['latest'] ELSE '{}' END
                                             || CASE WHEN i < 1500 THEN ARRAY['earlier'] ELSE '{}' END
                                             || CASE WHEN i % 3 = 1 THEN ARRAY['approved'] ELSE '{}' END)
                  FROM (SELECT id, CAST(substr(body, 6) AS integer) AS i FROM comment) numbered
                """);
        Postgres.execute("INSERT INTO author_stats VALUES (sha256('person'), 'demo', 3000, 3000)");
        Postgres.vacuum();
    }

    // Keeps the rows for all tests of this class.
    @Override
    @AfterEach
    protected void deleteRows() {}

    @AfterAll
    static void emptyAtTheEnd() {
        Postgres.deleteRows();
    }

    @ParameterizedTest
    @CsvSource({
        "reader",
        "w1",
        "seldom",
        "sel",
        "rare",
        "latest",
        "earlier",
        "approved",
        "never",
        "seldom now",
        "w1 w0",
        "rare reader"
    })
    void allPagesTogetherHoldAllMatches(String q) {
        for (String status : List.of("PENDING", "APPROVED", "REJECTED")) {
            assertThat(allPages("status=" + status + "&limit=50&q=" + q.replace(' ', '+'), admin()))
                    .as(status)
                    .containsExactlyElementsOf(expected(status, q, "'demo', 'herald'"));
        }
    }

    @ParameterizedTest
    @CsvSource({"PENDING, 1", "PENDING, 200", "APPROVED, 3", "REJECTED, 200"})
    void pageIsFilledToItsLimit(String status, int limit) {
        Answer page = get(QUEUE + "?q=now&status=%s&limit=%d".formatted(status, limit), "Authorization", admin());

        assertThat(page.each("comments", "id"))
                .containsExactlyElementsOf(
                        expected(status, "now", "'demo', 'herald'").subList(0, limit));
        assertThat(page.json().path("next").isNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PENDING", "APPROVED", "REJECTED"})
    void matchesOfOtherSitesAreNotFound(String status) {
        assertThat(allPages("status=" + status + "&q=seldom", moderator("hal", "MODERATOR", "herald")))
                .isNotEmpty()
                .containsExactlyElementsOf(expected(status, "seldom", "'herald'"));
    }

    @Test
    void reopenedAndDecidedCommentsAreFoundByTheirNewStatus() {
        String id = expected("APPROVED", "rare", "'demo'").getFirst();

        decide(id, "reopen", Map.of("version", 1), admin());
        assertThat(allPages("status=PENDING&q=rare", admin())).contains(id);
        assertThat(allPages("status=APPROVED&q=rare", admin())).doesNotContain(id);

        decide(id, "approve", Map.of("version", 2), admin());
        assertThat(allPages("status=APPROVED&q=rare", admin())).startsWith(id);
        assertThat(allPages("status=PENDING&q=rare", admin())).doesNotContain(id);
    }

    /** The clock advances by a second each time it is read, which exceeds the time budget at once. */
    @ParameterizedTest
    @CsvSource({"PENDING", "APPROVED", "REJECTED"})
    void searchBeyondTimeBudgetReturnsShortPagesAndResumes(CommentStatus status) {
        AtomicLong seconds = new AtomicLong(bean(Clock.class).instant().getEpochSecond());
        TextSearch slow = new TextSearch(
                bean(TextSearchRepository.class),
                bean(PlannerSettings.class),
                transactions(),
                at(() -> Instant.ofEpochSecond(seconds.incrementAndGet())));
        QueueFilter filter = new QueueFilter(
                status,
                Set.of("demo", "herald"),
                null,
                null,
                "'rare'",
                null,
                null,
                null,
                false,
                null,
                null,
                QueueOrder.OLDEST);
        List<String> found = new ArrayList<>();
        int pages = 0;

        @Nullable KeysetPosition after = KeysetPosition.lowestAt(
                status == CommentStatus.PENDING ? Instant.EPOCH : Instant.parse("2027-01-01T00:00:00Z"));
        while (after != null) {
            TextSearch.Matches page = slow.search(filter, after, 50);
            page.positions().forEach(position -> found.add(position.id().toString()));
            after = page.resumeAfter();
            pages++;
        }

        assertThat(found).containsExactlyElementsOf(expected(status.name(), "rare", "'demo', 'herald'"));
        assertThat(pages).isGreaterThan(2000 / TextSearch.FIRST_SCAN_SIZE);
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions() {
        return bean(TransactionOperations.class);
    }

    private static Clock at(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    private static List<String> expected(String status, String q, String sites) {
        boolean isPending = status.equals("PENDING");
        String words = q.replace(" ", ":* & ") + ":*";
        return Postgres.query("""
                SELECT c.id
                  FROM comment c
                  JOIN comment_search s ON s.comment_id = c.id
                 WHERE c.status = '%s'
                   AND c.site IN (%s)
                   AND s.lexemes @@ CAST('%s' AS tsquery)
                 ORDER BY %s
                """.formatted(
                                status, sites, words, isPending ? "submitted_at, id" : "decided_at DESC, id DESC"))
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private static List<String> allPages(String query, String token) {
        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = get(QUEUE + "?" + query + next, "Authorization", token);
            assertThat(page.status()).isEqualTo(200);
            read.addAll(page.each("comments", "id"));
            next = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!next.isEmpty());
        return read;
    }
}
