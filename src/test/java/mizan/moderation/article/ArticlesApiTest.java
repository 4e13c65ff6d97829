package mizan.moderation.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticlesApiTest extends ServiceTest {

    private static final String ARTICLES = "/api/v1/moderation/articles";

    @Test
    void articlesAreListedWithTheirNumbersOfComments() {
        approved(described("b", "الميزان", "https://demo.example/b"));
        submitted(Sample.submission("article", "b"));
        submitted(Sample.submission("article", "a|c"));
        approved("herald", Sample.submission("article", "a"));

        Answer all = list("");

        assertThat(all.each("articles", "key")).containsExactly("a|c", "b", "a");
        assertThat(all.json().at("/articles/1").toString())
                .isEqualTo(
                        "{\"site\":\"demo\",\"key\":\"b\",\"url\":\"https://demo.example/b\",\"title\":\"الميزان\",\"comments\":\"OPEN\","
                                + "\"siteRules\":true,\"slowMode\":false,\"pending\":1,\"published\":1}");
        assertThat(list("?site=herald").each("articles", "key")).containsExactly("a");
        assertThat(list("?q=" + URLEncoder.encode("ميزان", StandardCharsets.UTF_8))
                        .each("articles", "key"))
                .containsExactly("b");
        assertThat(get(ARTICLES, "Authorization", moderator("hal", "MODERATOR", "herald"))
                        .each("articles", "site"))
                .containsExactly("herald");
    }

    @Test
    void articlesArePaged() {
        for (String key : List.of("a|c", "b", "a|b")) {
            submitted(Sample.submission("article", key));
        }

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = list("?limit=1" + next);
            read.addAll(page.each("articles", "key"));
            next = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!next.isEmpty());

        assertThat(read).containsExactly("a|b", "a|c", "b");
    }

    @Test
    void administratorClosesAnArticle() {
        assertThat(change("a", Map.of("comments", "CLOSED"))
                        .json()
                        .path("comments")
                        .asText())
                .isEqualTo("CLOSED");

        assertThat(submit(Sample.submission("article", "a")).problem())
                .isEqualTo("403 application/problem+json /problems/comments-closed");
        change("a", Map.of("comments", "OPEN"));
        submitted(Sample.submission("article", "a"));
        assertThat(Postgres.query(
                        "SELECT moderator, detail FROM audit_entry WHERE action = 'ARTICLE_CHANGED' ORDER BY id"))
                .containsExactly(
                        List.of("grace", "site: demo; article: a; comments: CLOSED"),
                        List.of("grace", "site: demo; article: a; comments: OPEN"));
    }

    @Test
    void openingOrClosingWinsOverTheRulesOfTheSiteUntilTheyApplyAgain() {
        change("a", Map.of("title", "A"));
        assertThat(list("").json().at("/articles/0/siteRules").asBoolean()).isTrue();

        change("a", Map.of("comments", "CLOSED"));
        assertThat(list("").json().at("/articles/0/siteRules").asBoolean()).isFalse();
        Answer again = change("a", Map.of("siteRules", true, "slowMode", true));

        assertThat(again.json().path("comments").asText()).isEqualTo("OPEN");
        assertThat(again.json().path("siteRules").asBoolean()).isTrue();
        assertThat(again.json().path("slowMode").asBoolean()).isTrue();
        assertThat(change("a", Map.of("siteRules", true, "comments", "HIDDEN")).codes())
                .containsExactly("siteRules.conflict");
        assertThat(Postgres.query("SELECT detail FROM audit_entry WHERE action = 'ARTICLE_CHANGED' ORDER BY id"))
                .containsExactly(
                        List.of("site: demo; article: a; title: A"),
                        List.of("site: demo; article: a; comments: CLOSED"),
                        List.of("site: demo; article: a; comments: SITE_RULES; slow mode: on"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://demo.example/%d9%85",
                "https://demo.example/%D9%85",
                "HTTPS://demo.example:443/x/../%D9%85"
            })
    void articleIsFoundUnderEveryFormOfItsKey(String key) {
        String id = submitted(Sample.submission("article", "https://demo.example/%d9%85"));
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);

        Answer changed = change(encoded, Map.of("comments", "CLOSED"));

        assertThat(changed.json().path("pending").asInt()).isEqualTo(1);
        assertThat(list("").each("articles", "comments")).containsExactly("CLOSED");
        assertThat(queue("article=" + encoded).each("comments", "id")).containsExactly(id);
        assertThat(queue("").json().at("/comments/0/article/comments").asText()).isEqualTo("CLOSED");
    }

    @Test
    void correctionWinsOverComments() {
        change("a", Map.of("title", "Corrected", "url", "https://demo.example/a"));
        approved(described("a", "From a comment", "https://demo.example/b"));

        assertThat(list("").each("articles", "title")).containsExactly("Corrected");
        assertThat(queue("status=APPROVED")
                        .json()
                        .at("/comments/0/article/title")
                        .asText())
                .isEqualTo("Corrected");
        Answer changed = change("a", Map.of("title", "Better"));
        assertThat(changed.json().path("title").asText()).isEqualTo("Better");
        assertThat(changed.json().path("url").asText()).isEqualTo("https://demo.example/a");
        assertThat(changed.json().path("published").asInt()).isEqualTo(1);
    }

    @Test
    void onlyAnAdministratorChangesArticles() {
        assertThat(send(
                                "PUT",
                                ARTICLES + "/demo?article=a",
                                "{}",
                                "Content-Type",
                                JSON,
                                "Authorization",
                                moderator("ada", "MODERATOR", "demo"))
                        .problem())
                .isEqualTo("403 application/problem+json /problems/not-allowed");
        assertThat(get(ARTICLES, "Authorization", moderator("pia", "PRIVACY", ""))
                        .status())
                .isEqualTo(403);
        assertThat(send("PUT", ARTICLES + "/nowhere?article=a", "{}", "Content-Type", JSON, "Authorization", admin())
                        .problem())
                .isEqualTo("404 application/problem+json /problems/no-such-site");
    }

    @ParameterizedTest
    @CsvSource({
        "{'comments':'SHUT'}, comments.unknown",
        "{'url':'https://elsewhere.example/a'}, url.invalid",
        "{'title':''}, title.required"
    })
    void invalidChangeIsRefused(String body, String code) {
        Answer answer = change("a", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.codes()).containsExactly(code);
        assertThat(Postgres.value("SELECT count(*) FROM article")).isEqualTo("0");
    }

    private static Map<String, Object> described(String article, String title, String url) {
        Map<String, Object> submission = new HashMap<>(Sample.submission("article", article));
        submission.put("articleTitle", title);
        submission.put("articleUrl", url);
        return submission;
    }

    private static Answer list(String query) {
        return get(ARTICLES + query, "Authorization", admin());
    }

    private static Answer change(String article, Object body) {
        return send(
                "PUT",
                ARTICLES + "/demo?article=" + article,
                json(body),
                "Content-Type",
                JSON,
                "Authorization",
                admin());
    }
}
