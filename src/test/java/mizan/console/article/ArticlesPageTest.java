package mizan.console.article;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class ArticlesPageTest extends ConsolePageTest {

    @Test
    void adminFindsAndChangesAnArticle() {
        addAccount("grace", Role.ADMIN);
        submitted(Sample.submission("article", "market-scales"));
        submitted(Sample.submission("article", "https://demo.example/2026/11/" + "long/".repeat(20)));
        approved(Sample.with(
                Sample.with(Sample.submission("article", "souk"), "articleTitle", "ميزان السوق القديم"),
                "articleUrl",
                "https://demo.example/souk"));
        Page page = signedIn("grace", "en", DESK);
        page.getByText("Articles").click();
        checkPage(page, "articles");
        page.locator("#q").fill("ميزان");
        page.locator("#q").press("Enter");
        assertThat(page.locator(".articles li")).hasCount(1);

        page.locator(".articles .button").click();
        page.locator("[value=CLOSED]").check();
        page.locator("#url").fill("https://elsewhere.example/");
        press(page, "Save");
        assertThat(page.locator("#url-error")).isVisible();
        checkPage(page, "article-error");
        page.locator("#url").fill("https://demo.example/new");
        press(page, "Save");

        assertThat(page.locator("[role=status]")).containsText("Saved");
        checkPage(page, "article");
        page.navigate("/console/articles");
        assertThat(page.locator(".articles")).containsText("Comments closed");
        checkPage(page, "articles");
        submitted(Sample.submission("article", "market-scales"));
        send(
                "PUT",
                "/api/v1/moderation/articles/demo?article=market-scales",
                json(Map.of("comments", "HIDDEN")),
                "Content-Type",
                JSON,
                "Authorization",
                admin());
        page.navigate("/console");
        assertThat(page.locator(".item .article-line .badge")).hasCount(2);
        takeScreenshot(page, "queue-with-hidden-article");
    }
}
