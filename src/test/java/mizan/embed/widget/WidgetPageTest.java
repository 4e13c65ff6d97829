package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import mizan.testing.MutableClock;
import mizan.testing.NewsSite;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loading of the widget, and its language, theme and keyboard use. */
class WidgetPageTest extends WidgetBrowserTest {

    @Test
    void widgetLoadsWithThreeRequests() {
        published(Sample.submission());
        Page page = phone();

        read(page, article(""));

        assertThat(page.locator(".comment")).hasCount(1);
        assertThat(requestedPaths())
                .containsExactlyInAnyOrder(
                        "/embed.js",
                        "/embed/gazette/words.js?lang=ar",
                        "/api/v1/sites/gazette/comments?article=balance&order=oldest");
    }

    @Test
    void commentCanBeSubmittedWithTheKeyboardAlone() {
        published(Sample.submission("name", "سمير"));
        Page page = phone();
        read(page, article(""));

        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            page.keyboard().press("Tab");
            stops.add(focused(page));
        }
        assertThat(stops)
                .containsExactly("jump", "when", "reply", "report", "body", "name", "email", "INPUT", "submit");

        page.locator(".reply").focus();
        page.keyboard().press("Enter");
        page.keyboard().type("كتبته بلوحة المفاتيح");
        page.keyboard().press("Tab");
        page.keyboard().type("ليلى");
        page.keyboard().press("Tab");
        page.keyboard().type("layla@example.org");
        page.keyboard().press("Enter");

        assertThat(page.locator(".own .body")).hasText("كتبته بلوحة المفاتيح");
        assertThat(focused(page)).isEqualTo("state");
    }

    @Test
    void closedArticleHasASentenceInPlaceOfTheFormAndHiddenOneNothing() {
        published(Sample.submission());
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "مسودة");

        changeArticle(page, "CLOSED");

        assertThat(page.locator(".closed")).hasText("أُغلق باب التعليق على هذا المقال.");
        assertThat(page.locator(".comment")).hasCount(1);
        for (String hidden : List.of("form", ".reply", ".jump", ".none")) {
            assertThat(page.locator(hidden)).isHidden();
        }
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "widget-closed-ar-360");

        changeArticle(page, "HIDDEN");

        assertThat(page.locator("section")).isHidden();

        changeArticle(page, "OPEN");

        assertThat(page.locator(".closed")).isHidden();
        assertThat(page.locator(".reply")).isVisible();
        assertThat(page.locator("#body")).hasValue("مسودة");
    }

    /** Changes whether the article takes comments, and has the widget read it again. */
    private static void changeArticle(Page page, String comments) {
        String before = get("/api/v1/sites/gazette/comments?article=balance").body();
        send(
                "PUT",
                "/api/v1/moderation/articles/gazette?article=balance",
                json(Map.of("comments", comments)),
                "Content-Type",
                JSON,
                "Authorization",
                admin());
        await().until(() ->
                !get("/api/v1/sites/gazette/comments?article=balance").body().equals(before));
        page.evaluate("() => document.querySelector('mizan-comments').refresh()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"PT20S | قبل 20 ثانية", "PT2H | قبل ساعتين", "PT72H | قبل 3 أيام", "P400D | السنة الماضية"})
    void timesAreRelative(Duration ago, String expected) {
        published(Sample.submission());
        Page page = phone();
        page.clock().setFixedTime(Date.from(bean(MutableClock.class).instant().plus(ago)));

        read(page, article(""));

        assertThat(page.locator("time")).hasText(expected);
        assertThat(page.locator("time").getAttribute("datetime"))
                .startsWith("202")
                .endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource({
        "ar, '', rtl, 3 تعليقات", "ar-u-nu-arab, '', rtl, ٣ تعليقات", "ar-EG, '', rtl, ٣ تعليقات",
                "en, '', ltr, 3 comments",
        "fr, '', ltr, 3 commentaires", "fa, '', rtl, ۳ دیدگاه", "ur, '', rtl, 3 تبصرے", "tr, '', ltr, 3 yorum",
        "he, '', rtl, 3 תגובות", "de, '', rtl, 3 تعليقات", "ar, lang=en, ltr, 3 comments",
                "en, dir=rtl, rtl, 3 comments"
    })
    void languageIsThatOfThePageElseOfTheSite(String language, String attributes, String direction, String heading) {
        for (int i = 0; i < 3; i++) {
            published(Sample.submission());
        }
        Page page = phone();

        read(page, article(language, attributes));

        assertThat(page.locator("h2")).hasText(heading);
        assertThat(page.locator("section")).hasAttribute("dir", direction);
        assertThat(fitsViewport(page)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "ar-u-nu-arab", "en", "fa", "fr", "he", "tr", "ur"})
    void dayIsTheSameAsOnThePageWithoutScript(String language) {
        published(Sample.submission());
        Page page = phone();
        String html = get("/sites/gazette/comments.html?article=balance&lang=" + language)
                .body();

        read(page, article(language, ""));

        String day = html.replaceAll("(?s).*<time datetime=\"[^\"]*\">([^<]*)</time>.*", "$1");
        assertThat(page.locator("time").getAttribute("title")).startsWith(day);
    }

    @Test
    void loadErrorIsShownAndCanBeRetried() {
        published(Sample.submission());
        Page page = phone();
        page.route("**/api/v1/**", route -> route.abort());
        read(page, article(""));
        assertThat(page.locator(".problem:visible")).containsText("تعذّر تحميل التعليقات.");

        page.unroute("**/api/v1/**");
        press(page, "إعادة المحاولة");

        assertThat(page.locator(".comment")).hasCount(1);
        assertThat(page.locator(".problem:visible")).hasCount(0);
    }

    @Test
    void fallbackIsShownIfTheServiceIsUnavailable() {
        Page page = reader(new NewContextOptions());
        page.route("**/embed/**", route -> route.abort());
        String url = article("").replace("/balance", "/fallback");
        NewsSite.publish(
                "/fallback",
                "<!DOCTYPE html><title>x</title><script type=module src='" + serviceUrl() + "/embed.js'></script>"
                        + "<mizan-comments site=gazette article=balance><a href='#'>التعليقات</a></mizan-comments>",
                "script-src " + serviceUrl());

        page.navigate(url);

        assertThat(page.locator("mizan-comments a")).isVisible();
    }

    @Test
    void changedArticleAttributeReloadsTheComments() {
        published(Sample.submission("body", "الأول"));
        approved("gazette", Sample.with(Sample.submission("body", "الثاني"), "article", "other"));
        Page page = phone();
        read(page, article(""));
        assertThat(page.locator(".body")).hasText("الأول");

        page.evaluate("() => document.querySelector('mizan-comments').setAttribute('article', 'other')");

        assertThat(page.locator(".body")).hasText("الثاني");
    }

    @Test
    void pageCanSetTheTheme() {
        Page page = phone();
        read(page, article(""));
        assertThat(page.locator(".submit")).hasCSS("background-color", "rgb(11, 92, 74)");

        page.evaluate("""
                () => {
                    const sheet = new CSSStyleSheet();
                    sheet.replaceSync('mizan-comments { --mizan-accent: #123456; } mizan-comments::part(submit) { letter-spacing: 2px; }');
                    document.adoptedStyleSheets = [sheet];
                    document.documentElement.style.colorScheme = 'dark';
                }
                """);

        assertThat(page.locator(".submit")).hasCSS("background-color", "rgb(18, 52, 86)");
        assertThat(page.locator(".submit")).hasCSS("letter-spacing", "2px");
        assertThat(page.locator("h2")).hasCSS("color", "rgb(232, 230, 225)");
    }
}
