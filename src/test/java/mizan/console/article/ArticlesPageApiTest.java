package mizan.console.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The articles pages of the console, without script. */
class ArticlesPageApiTest extends ConsoleApiTest {

    private static final String ARTICLES = "/console/articles";
    private static final String PAGE = ARTICLES + "/article?site=demo&article=a%26b";

    @Test
    void articlesAreListedWithTheirCountsAndFiltered() {
        approved(described("a&b", "<b>Title"));
        submitted(Sample.submission("article", "a&b"));
        submitted(Sample.submission("article", "c"));
        approved("herald", Sample.submission("article", "h"));

        assertThat(getPage("grace", ARTICLES).body())
                .contains("&lt;b&gt;Title", "1 pending", "1 published", "article=a%26b", "<bdi>c</bdi>", "<bdi>h</bdi>")
                .doesNotContain("<b>Title");
        assertThat(getPage("ada", ARTICLES).body()).contains("&lt;b&gt;Title").doesNotContain("<bdi>h</bdi>", "Edit");
        assertThat(getPage("grace", ARTICLES + "?q=tit").body()).doesNotContain("<bdi>c</bdi>");
        assertThat(getPage("grace", ARTICLES + "?q=nothing").body()).contains("No articles match");
        assertThat(getPage("grace", ARTICLES + "?site=herald").body())
                .contains("<bdi>h</bdi>")
                .doesNotContain("<bdi>c</bdi>");
        assertThat(getPage("grace", ARTICLES + "?q=%00").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "/console/articles, 200, 200, 403",
        "/console/articles?site=herald, 200, 403, 403",
        "/console/articles?after=x, 400, 400, 403",
        "/console/articles/article?site=demo&article=a%26b, 200, 403, 403",
        "/console/articles/article?site=demo&article=none, 404, 403, 403",
        "/console/articles/article?site=nowhere&article=a, 404, 403, 403"
    })
    void pagesRequireTheirRole(String path, int admin, int moderator, int officer) {
        submitted(Sample.submission("article", "a&b"));

        assertThat(getPage("grace", path).status()).isEqualTo(admin);
        assertThat(getPage("ada", path).status()).isEqualTo(moderator);
        assertThat(getPage("olga", path).status()).isEqualTo(officer);
    }

    @Test
    void administratorCorrectsAndClosesAnArticle() {
        submitted(Sample.submission("article", "a&b"));

        Answer changed = change("grace", "CLOSED", "Better", "https://demo.example/a");

        assertThat(location(changed)).isEqualTo("303 " + PAGE + "&done=changed");
        assertThat(getPage("grace", changed.header("Location")).body())
                .contains("Saved.", "value=\"CLOSED\" checked", "value=\"Better\"", "value=\"https://demo.example/a\"");
        assertThat(getPage("grace", "/console").body()).contains("Comments closed", "Better");
        assertThat(Postgres.query("SELECT moderator, detail FROM audit_entry WHERE action = 'ARTICLE_CHANGED'"))
                .containsExactly(List.of(
                        "grace",
                        "site: demo; article: a&b; comments: CLOSED; url: https://demo.example/a; title: Better"));
    }

    @Test
    void administratorGivesAnArticleBackToTheRulesOfTheSite() {
        submitted(Sample.submission("article", "a&b"));
        assertThat(getPage("grace", PAGE).body()).contains("value=\"SITE_RULES\" checked");
        change("grace", "CLOSED", "", "");

        postForm(
                "grace",
                ARTICLES + "/article",
                form(
                        "site",
                        "demo",
                        "article",
                        "a&b",
                        "comments",
                        "SITE_RULES",
                        "seenComments",
                        "CLOSED",
                        "slowMode",
                        "true",
                        "seenSlowMode",
                        "false"));

        assertThat(Postgres.query("SELECT comments, site_rules, slow_mode FROM article"))
                .containsExactly(List.of("OPEN", "t", "t"));
        assertThat(getPage("grace", PAGE).body())
                .contains("value=\"SITE_RULES\" checked", "name=\"slowMode\" value=\"true\" checked");
    }

    @Test
    void fieldsThatAreNotChangedKeepWhatAnotherAdministratorStored() {
        submitted(Sample.submission("article", "a&b"));
        change("grace", "OPEN", "Theirs", "");

        change("grace", "HIDDEN", "", "");
        change("grace", "OPEN", "", "");

        assertThat(Postgres.query("SELECT title, comments FROM article")).containsExactly(List.of("Theirs", "HIDDEN"));
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'ARTICLE_CHANGED'"))
                .as("a form without a change")
                .isEqualTo("2");
    }

    @Test
    void invalidChangeIsShownWithItsInput() {
        submitted(Sample.submission("article", "a&b"));

        Answer answer = change("grace", "OPEN", "t".repeat(301), "https://elsewhere.example/\"<b>");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "1 to 300 characters",
                        "an address of this site",
                        "t".repeat(301),
                        "elsewhere.example/&#34;&lt;b>");
        assertThat(change("ada", "CLOSED", "", "").status()).isEqualTo(403);
        assertThat(Postgres.value("SELECT count(*) FROM article WHERE title IS NOT NULL OR comments <> 'OPEN'"))
                .isEqualTo("0");
    }

    private static Answer change(String name, String comments, String title, String url) {
        return postForm(
                name,
                ARTICLES + "/article",
                form(
                        "site",
                        "demo",
                        "article",
                        "a&b",
                        "comments",
                        comments,
                        "seenComments",
                        "OPEN",
                        "title",
                        title,
                        "seenTitle",
                        "",
                        "url",
                        url,
                        "seenUrl",
                        ""));
    }

    private static Map<String, Object> described(String article, String title) {
        Map<String, Object> submission = new HashMap<>(Sample.submission("article", article));
        submission.put("articleTitle", title);
        return submission;
    }
}
