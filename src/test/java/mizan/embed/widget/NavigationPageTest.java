package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mizan.testing.NewsSite;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that change under the widget, the keys it makes of addresses, and the counts of lists of articles. */
class NavigationPageTest extends WidgetBrowserTest {

    private static final String POLICY =
            "default-src 'none'; script-src " + serviceUrl() + "; connect-src " + serviceUrl();

    @Test
    void navigationWithoutReloadShowsTheOtherArticle() {
        comment("/one", "الأول");
        comment("/two", "الثاني");
        Page page = phone();
        read(page, page("/one", "", "<mizan-comments site='gazette'></mizan-comments>"));
        assertThat(page.locator(".body")).hasText("الأول");
        page.locator("#body").fill("مسودة أولى");

        page.evaluate("() => { history.pushState({}, '', '/two'); document.title = 'مقال ثان'; }");
        assertThat(page.locator(".body")).hasText("الثاني");
        assertThat(page.locator("#body")).hasValue("");
        fill(page, "ليلى", "layla@example.org", "إلى الثاني");
        press(page, "إرسال التعليق");
        page.locator(".own").waitFor();
        assertThat(Postgres.query("SELECT article, article_url, article_title FROM comment WHERE body = 'إلى الثاني'"))
                .containsExactly(List.of(NewsSite.ORIGIN + "/two", NewsSite.ORIGIN + "/two", "مقال ثان"));

        page.goBack();
        assertThat(page.locator(".body")).hasText("الأول");
        assertThat(page.locator("#body")).hasValue("مسودة أولى");
    }

    @Test
    void staleCanonicalUrlIsIgnoredUntilItChanges() {
        comment("/one", "الأول");
        comment("/two", "الثاني");
        comment("/three", "الثالث");
        Page page = phone();
        read(
                page,
                page(
                        "/start",
                        "<link rel='canonical' href='/one'>",
                        "<mizan-comments site='gazette'></mizan-comments>"));
        assertThat(page.locator(".body")).hasText("الأول");

        page.evaluate("() => history.pushState({}, '', '/two')");
        assertThat(page.locator(".body")).hasText("الثاني");
        page.evaluate("() => (document.querySelector('link[rel=canonical]').href = '/three')");
        assertThat(page.locator(".body")).hasText("الثالث");
    }

    @Test
    void fragmentThatIsARouteIsNoticed() {
        comment("/one", "الأول");
        Page page = phone();
        List<String> warnings = warnings(page);
        read(page, page("/one", "", "<mizan-comments site='gazette'></mizan-comments>"));
        assertThat(page.locator(".body")).hasText("الأول");

        page.evaluate("() => (location.hash = '#/two')");
        page.waitForCondition(() -> !warnings.isEmpty());

        assertThat(page.locator(".body")).hasText("الأول");
    }

    @Test
    void browserWithoutNavigationApiNoticesBackAndRefresh() {
        comment("/one", "الأول");
        comment("/two", "الثاني");
        Page page = phone();
        page.addInitScript("Object.defineProperty(globalThis, 'navigation', { value: undefined })");
        read(page, page("/one", "", "<mizan-comments site='gazette'></mizan-comments>"));
        assertThat(page.locator(".body")).hasText("الأول");

        page.evaluate("""
                () => {
                    history.pushState({}, '', '/two');
                    document.querySelector('mizan-comments').refresh();
                }
                """);
        assertThat(page.locator(".body")).hasText("الثاني");
        page.goBack();

        assertThat(page.locator(".body")).hasText("الأول");
    }

    @Test
    void severalChangedAttributesAreReadOnce() {
        Page page = phone();
        read(page, article(""));
        requestedPaths();

        page.evaluate("""
                () => {
                    const comments = document.querySelector('mizan-comments');
                    comments.setAttribute('article', 'a');
                    comments.setAttribute('order', 'newest');
                    comments.setAttribute('article', 'b');
                    comments.setAttribute('article-title', 'B');
                }
                """);
        page.locator("section:not([aria-busy])").waitFor();

        assertThat(requestedPaths().stream().filter(path -> path.contains("/comments")))
                .containsExactly("/api/v1/sites/gazette/comments?article=b&order=newest");
    }

    @Test
    void refreshReadsTheCommentsAgain() {
        Page page = phone();
        read(page, article(""));
        published(Sample.submission("body", "جديد"));

        page.evaluate("() => document.querySelector('mizan-comments').refresh()");

        assertThat(page.locator(".body")).hasText("جديد");
    }

    @ParameterizedTest
    @CsvSource({"/%d9%85%7e, /%D9%85~", "/a/../%D9%85, /%D9%85", "/a?q=1#x, /a", "/a#/b, /a", "/a#b, /a"})
    void keyOfAPageIsNormalised(String address, String path) {
        Page page = phone();
        List<String> warnings = warnings(page);
        String decoded = URI.create(address).getPath().replace("/a/../", "/");
        page(decoded, "", "<mizan-comments site='gazette'></mizan-comments>");

        read(page, NewsSite.ORIGIN + address);

        assertThat(requestedPaths())
                .contains("/api/v1/sites/gazette/comments?article="
                        + URLEncoder.encode(NewsSite.ORIGIN + path, StandardCharsets.UTF_8)
                        + "&order=oldest");
        assertThat(warnings).hasSize(address.contains("?") || address.contains("#/") ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site='gazette' article='undefined'",
                "site='gazette' article='null'",
                "site='gazette' article='[object Object]'",
                "site='gazette' article=''",
                "article='a'"
            })
    void elementWithoutKeyShowsNoSectionAndOneWarning(String attributes) {
        Page page = phone();
        List<String> warnings = warnings(page);

        page.navigate(page("/none", "", "<mizan-comments " + attributes + ">بلا تعليقات</mizan-comments>"));
        page.waitForCondition(() -> !warnings.isEmpty());

        assertThat(page.locator("mizan-comments section")).hasCount(0);
        assertThat(page.getByText("بلا تعليقات")).isVisible();
        assertThat(warnings).hasSize(1);
        assertThat(requestedPaths()).containsExactly("/embed.js");
    }

    @Test
    void countsOfAListComeWithOneRequest() {
        comment("/one", "1");
        comment("/one", "2");
        published(Sample.submission());
        Page page = phone();

        page.navigate(page("/list", "", """
                <a href="/one#comments">تعليقات: <mizan-count site="gazette">…</mizan-count></a>
                <mizan-count site="gazette" article="balance"></mizan-count>
                <mizan-count site="gazette" article="none"></mizan-count>
                """));

        assertThat(page.locator("mizan-count").first()).hasText("2");
        assertThat(page.locator("mizan-count").nth(1)).hasText("1");
        assertThat(page.locator("mizan-count").last()).hasText("0");
        assertThat(requestedPaths()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"503, سيُرسل من جديد تلقائيًا", "429, وصلت من اتصالك تعليقات كثيرة"})
    void refusedCommentIsSentAgainWithTheSameKey(int status, String notice) {
        Page page = phone();
        read(page, article(""));
        List<String> keys = new ArrayList<>();
        page.route("**/api/v1/sites/gazette/comments", route -> {
            keys.add(route.request().headerValue("idempotency-key"));
            if (keys.size() < 3) {
                route.fulfill(new FulfillOptions()
                        .setStatus(status)
                        .setHeaders(Map.of(
                                "Retry-After", "1",
                                "Access-Control-Allow-Origin", NewsSite.ORIGIN,
                                "Access-Control-Expose-Headers", "Retry-After"))
                        .setBody("{\"detail\":\"لم يُحفظ شيء\"}"));
            } else {
                route.resume();
            }
        });

        fill(page, "ليلى", "layla@example.org", "مرة واحدة");
        press(page, "إرسال التعليق");
        assertThat(page.locator(".form .problem")).containsText(notice);
        assertThat(page.locator(".form .problem")).not().containsText("لم يُحفظ");

        assertThat(page.locator(".own .body")).hasText("مرة واحدة");
        assertThat(keys).hasSize(3);
        assertThat(keys.stream().distinct()).hasSize(1);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    private static void comment(String path, String body) {
        approved("gazette", Sample.with(Sample.submission("article", NewsSite.ORIGIN + path), "body", body));
    }

    private static List<String> warnings(Page page) {
        List<String> warnings = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("warning")) {
                warnings.add(message.text());
            }
        });
        return warnings;
    }

    private static String page(String path, String head, String body) {
        return NewsSite.publish(
                path,
                "<!DOCTYPE html><html lang='ar'><head><meta charset='utf-8'><title>مقال</title>" + head
                        + "<script type='module' src='" + serviceUrl() + "/embed.js'></script></head><body>" + body
                        + "</body></html>",
                POLICY);
    }
}
