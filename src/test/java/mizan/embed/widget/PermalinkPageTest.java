package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import mizan.testing.NewsSite;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Links to single comments, in the widget and on the page without script. */
class PermalinkPageTest extends WidgetBrowserTest {

    private static final String PLAIN = "/sites/gazette/comments.html?article=balance";

    @Test
    void linkToACommentOnAnotherPageLeadsToIt() {
        List<String> ids = comments(25);
        Page page = phone();

        read(page, article("") + "#comment-" + ids.get(23));

        assertThat(page.locator(".target .body")).hasText("تعليق 23");
        assertThat(page.locator(".target .body")).isInViewport();
        takeScreenshot(page, "permalink-ar-360");

        press(page, "عرض كل التعليقات");
        assertThat(page.locator(".comment")).hasCount(20);
        assertThat(button(page, "عرض كل التعليقات")).isHidden();

        page.evaluate("id => (location.hash = 'comment-' + id)", ids.get(22));
        assertThat(page.locator(".target .body")).hasText("تعليق 22");
        assertThat(page.locator(".target .body")).isInViewport();
    }

    @Test
    void linkToACommentThatIsNotPublishedShowsTheFirstPage() {
        comments(2);
        String pending = post("/api/v1/sites/gazette/comments", Sample.submission("article", "balance"))
                .json()
                .path("id")
                .asText();
        Page page = phone();

        read(page, article("") + "#comment-" + pending);

        assertThat(page.locator(".comment")).hasCount(2);
        assertThat(page.locator(".problem:visible")).hasCount(0);
        assertThat(get(PLAIN + "&around=" + pending).body()).contains("تعليق 0", "تعليق 1");
    }

    @Test
    void linksLeadToTheArticleUnderAnotherBaseAddress() {
        String id = comments(1).getFirst();
        String url = NewsSite.publish(
                "/based",
                "<!DOCTYPE html><html lang='ar'><base href='/elsewhere/'><title>مقال</title>"
                        + "<script type=module src='" + serviceUrl() + "/embed.js'></script>"
                        + "<mizan-comments site=gazette article=balance></mizan-comments>",
                "script-src " + serviceUrl());
        Page page = phone();

        read(page, url + "?a=1");

        assertThat((String) page.locator(".when").evaluate("link => link.href")).isEqualTo(url + "?a=1#comment-" + id);
        assertThat(get(PLAIN + "&part=section&articleUrl=" + url).body())
                .contains("href=\"" + url + "#comment-" + id + "\"", "href=\"" + url + "#mizan-respond\"");
    }

    @Test
    void pageWithoutScriptShowsTheLinkedComment() {
        List<String> ids = comments(25);

        assertThat(get(PLAIN + "&around=" + ids.get(23)).body())
                .contains("id=\"comment-" + ids.get(23), "عرض كل التعليقات")
                .doesNotContain("id=\"comment-" + ids.get(22));
        assertThat(get(PLAIN).body()).doesNotContain("عرض كل التعليقات");
        assertThat(get(PLAIN + "&around=" + ids.get(23) + "&after=x").status()).isEqualTo(422);
    }

    private static List<String> comments(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(published(Sample.submission("body", "تعليق " + i)));
        }
        return ids;
    }
}
