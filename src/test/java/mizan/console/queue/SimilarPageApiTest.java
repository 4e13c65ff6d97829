package mizan.console.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Near-identical comments share a card, and one decision is made for all, without script too. */
class SimilarPageApiTest extends ServiceTest {

    private static final String TEXT =
            "The editor of this paper takes money from the harbour company, as everybody in town"
                    + " has known for years. Ask him about it!";

    private static final Pattern DATA_TEXT = Pattern.compile("data-text=\"([0-9a-f]+)\"");
    private static final Pattern BATCH = Pattern.compile("name=\"batch\" value=\"([0-9a-f-]+)\"");

    @Test
    void nearlyIdenticalCommentsShareACard() {
        submitted(Sample.submission("body", TEXT));
        submitted(Sample.with(Sample.submission("body", TEXT + " 123"), "email", "omar@example.org"));
        submitted(Sample.submission());

        List<String> keys = DATA_TEXT
                .matcher(page("/console"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
        assertThat(page("/console")).contains("/similar\">All similar comments</a>");
    }

    @Test
    void oneDecisionIsMadeForAllAndUndone() {
        String id = submitted(Sample.submission("body", TEXT));
        submitted(Sample.with(Sample.submission("body", "7 " + TEXT), "email", "omar@example.org"));
        submitted(Sample.submission());
        String path = "/console/comments/" + id + "/similar";
        assertThat(page(path)).contains("2 pending comments with nearly the same text.", "7 " + TEXT);

        assertThat(form(path + "/decision", "verdict=REJECT").status()).isEqualTo(422);
        Answer decided = form(path + "/decision", "verdict=REJECT&reason=SPAM");

        assertThat(decided.status()).isEqualTo(200);
        assertThat(decided.body()).contains("2 comments decided.", "0 pending comments");
        assertThat(statuses()).isEqualTo("PENDING 1, REJECTED 2");
        Matcher batch = BATCH.matcher(decided.body());
        assertThat(batch.find()).isTrue();
        assertThat(form(path + "/undo", "batch=" + batch.group(1)).status()).isEqualTo(303);
        assertThat(statuses()).isEqualTo("PENDING 3");
        assertThat(form(path + "/undo", "batch=" + id).status()).isEqualTo(404);
    }

    @Test
    void administratorClosesTheArticleFromACard() {
        submitted(Sample.submission());
        String article = "site=demo&article=market-scales&next="
                + URLEncoder.encode("/console?site=demo", StandardCharsets.UTF_8);

        assertThat(page("/console")).contains("Close comments of this article");
        Answer closed = form("/console/articles/comments", article + "&comments=CLOSED");

        assertThat(closed.status()).isEqualTo(303);
        assertThat(closed.header("Location")).isEqualTo("/console?site=demo");
        assertThat(submit(Sample.submission()).problem()).endsWith("/problems/comments-closed");
        assertThat(page("/console")).contains("Reopen comments of this article");
        form("/console/articles/comments", article + "&comments=OPEN");
        assertThat(submit(Sample.submission()).status()).isEqualTo(202);
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'ARTICLE_CHANGED'"))
                .isEqualTo("2");
        assertThat(send(
                                "POST",
                                "/console/articles/comments",
                                article + "&comments=CLOSED",
                                "Content-Type",
                                FORM,
                                "Authorization",
                                moderator("nosy", "MODERATOR", "demo"))
                        .status())
                .isEqualTo(403);
    }

    private static String statuses() {
        return Postgres.value("""
                SELECT string_agg(status || ' ' || comments, ', ' ORDER BY status)
                  FROM (SELECT status, count(*) AS comments FROM comment GROUP BY status) counted
                """);
    }

    private static String page(String path) {
        return get(path, "Authorization", admin(), "Accept-Language", "en").body();
    }

    private static Answer form(String path, String fields) {
        return send(
                "POST",
                path,
                fields,
                "Content-Type",
                FORM,
                "Authorization",
                admin(),
                "Accept",
                "text/html",
                "Accept-Language",
                "en",
                "Origin",
                "http://localhost:" + port());
    }
}
