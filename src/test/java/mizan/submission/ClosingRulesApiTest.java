package mizan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import mizan.comment.article.ClosedReason;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Articles that close by the rules of their site. Each site of the replica has one rule. */
class ClosingRulesApiTest extends ServiceTest {

    private static final EmbeddedServer SERVICE = replica(Map.of(
            "mizan.trusted-proxies", "127.0.0.1,::1",
            "mizan.sites.demo.close-after", "P14D",
            "mizan.sites.gazette.open-hours", "06:00-24:00",
            "mizan.sites.gazette.time-zone", "UTC",
            "mizan.sites.herald.close-after-comments", "2"));

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void articleClosesSoLongAfterItsFirstComment() {
        assertThat(submitTo("demo").status()).isEqualTo(202);
        clock().advance(Duration.ofDays(13));
        assertThat(list("demo").path("open").asBoolean()).isTrue();
        assertThat(submitTo("demo").status()).isEqualTo(202);

        clock().advance(Duration.ofDays(1));

        assertThat(list("demo").path("closed").asText()).isEqualTo("AGE");
        assertThat(list("demo").has("opensAt")).isFalse();
        Answer refused = submitTo("demo");
        assertThat(refused.problem()).isEqualTo("403 application/problem+json /problems/comments-closed");
        assertThat(refused.json().path("detail").asText()).contains("انتهت");
        assertThat(page("demo")).contains("انتهت").doesNotContain("<textarea");
        change("demo", "{\"comments\":\"OPEN\"}");
        await().until(() -> list("demo").path("open").asBoolean());
        assertThat(submitTo("demo").status()).as("opened by an ADMIN").isEqualTo(202);
        change("demo", "{\"siteRules\":true}");
        await().until(() -> !list("demo").path("open").asBoolean());
        assertThat(submitTo("demo").status()).isEqualTo(403);
    }

    @Test
    void ageOfAnImportedArticleIsThatOfItsOldestPublishedComment() {
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, status, version, submitted_at, decided_at, digest)
                VALUES ('01800000-0000-7000-8000-000000000000', 'demo', 'market-scales',
                        '01800000-0000-7000-8000-000000000000', 'n', 'b', 'APPROVED', 1, '2022-04-01', '2022-04-01', sha256(''))
                """);
        Postgres.execute("INSERT INTO article (site, key, known_at) VALUES ('demo', 'market-scales', '%s')"
                .formatted(clock().instant()));

        assertThat(list("demo").path("closed").asText()).isEqualTo("AGE");
        assertThat(submitTo("demo").status()).isEqualTo(403);
        Postgres.execute("UPDATE comment SET status = 'REJECTED'");
        assertThat(submitTo("demo").status()).isEqualTo(202);
    }

    @Test
    void articleClosesWithItsNumberOfPublishedComments() {
        approvedOn("herald");
        submitTo("herald");
        assertThat(list("herald").path("open").asBoolean()).isTrue();

        approvedOn("herald");

        await().until(() -> !list("herald").path("open").asBoolean());
        assertThat(list("herald").path("closed").asText()).isEqualTo("COUNT");
        assertThat(submitTo("herald").json().path("detail").asText()).contains("limit of comments");
    }

    @Test
    void siteTakesCommentsInItsHoursAndSaysWhenItOpens() {
        advanceTo("23:30");
        assertThat(list("gazette").path("open").asBoolean()).isTrue();
        assertThat(submitTo("gazette").status()).isEqualTo(202);
        approveAll();
        await().until(() -> list("gazette").path("count").asInt() == 1);

        advanceTo("00:30");

        JsonNode closed = list("gazette");
        assertThat(closed.path("open").asBoolean())
                .as("although the page was cached")
                .isFalse();
        assertThat(closed.path("closed").asText()).isEqualTo("HOURS");
        Instant opensAt = Instant.parse(closed.path("opensAt").asText());
        assertThat(LocalTime.ofInstant(opensAt, ZoneOffset.UTC)).isEqualTo(LocalTime.of(6, 0));
        assertThat(Duration.between(clock().instant(), opensAt)).isLessThan(Duration.ofHours(6));
        assertThat(list("gazette", "never-seen").path("closed").asText()).isEqualTo("HOURS");
        Answer refused = submitTo("gazette");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asText()).contains("6:00");
        assertThat(page("gazette")).contains("6:00").doesNotContain("<textarea");
        assertThat(submittedForm("gazette")).contains("403", "6:00", "<textarea");

        advanceTo("06:00");

        assertThat(list("gazette").path("open").asBoolean()).isTrue();
        assertThat(list("gazette", "never-seen").path("open").asBoolean()).isTrue();
        assertThat(submitTo("gazette").status()).isEqualTo(202);
    }

    @Test
    void everyReasonHasItsSentence() {
        for (ClosedReason reason : ClosedReason.values()) {
            for (Locale language : Languages.SUPPORTED) {
                assertThat(MessageBundle.SERVICE.in(language).get("comments.closed." + reason, "6:00"))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void slowModeAcceptsOneCommentPerClientAndMinute() {
        assertThat(submitFrom("198.51.100.7").status()).isEqualTo(202);
        change("demo", "{\"slowMode\":true}");
        String[] clients = {"198.51.100.8", "203.0.113.9"};
        // The replica reads the change once a second.
        await().until(() -> {
            clock().advance(Duration.ofMinutes(1));
            submitFrom(clients[0]);
            return submitFrom(clients[0]).status() == 429;
        });

        Answer refused = submitFrom(clients[0]);

        assertThat(refused.header("RateLimit")).startsWith("\"slow-mode\"");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(submitFrom(clients[1]).status()).isEqualTo(202);
        assertThat(submitFrom(clients[1]).status()).isEqualTo(429);
        clock().advance(Duration.ofMinutes(1));
        assertThat(submitFrom(clients[1]).status()).isEqualTo(202);
    }

    private static MutableClock clock() {
        return SERVICE.getApplicationContext().getBean(MutableClock.class);
    }

    private static void advanceTo(String time) {
        LocalTime now = LocalTime.ofInstant(clock().instant(), ZoneOffset.UTC);
        Duration wait = Duration.between(now, LocalTime.parse(time));
        clock().advance(wait.isNegative() ? wait.plusDays(1) : wait);
    }

    private static Answer submitFrom(String client) {
        return exchange("POST", "/api/v1/sites/demo/comments", json(Sample.submission()), "X-Forwarded-For", client);
    }

    private static Answer submitTo(String site) {
        return exchange("POST", "/api/v1/sites/" + site + "/comments", json(Sample.submission()));
    }

    private static void approvedOn(String site) {
        submitTo(site);
        approveAll();
    }

    private static void approveAll() {
        for (String id : Postgres.query("SELECT id FROM comment WHERE status = 'PENDING'").stream()
                .map(row -> row.getFirst())
                .toList()) {
            decide(id, "approve", Map.of("version", 0), admin());
        }
    }

    private static JsonNode list(String site) {
        return list(site, "market-scales");
    }

    private static JsonNode list(String site, String article) {
        return exchange("GET", "/api/v1/sites/" + site + "/comments?article=" + article, "")
                .json();
    }

    private static String page(String site) {
        return exchange("GET", "/sites/" + site + "/comments.html?article=market-scales", "")
                .body();
    }

    private static String submittedForm(String site) {
        Answer answer = sendTo(
                SERVICE.getPort(),
                "POST",
                "/sites/" + site + "/comments",
                "name=A&email=a@example.org&body=typed&article=market-scales".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                FORM,
                "Accept",
                "text/html");
        return answer.status() + answer.body();
    }

    private static void change(String site, String body) {
        Answer answer = exchange(
                "PUT",
                "/api/v1/moderation/articles/" + site + "?article=market-scales",
                body,
                "Authorization",
                admin());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static Answer exchange(String method, String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = JSON;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return sendTo(SERVICE.getPort(), method, path, body.getBytes(StandardCharsets.UTF_8), all);
    }
}
