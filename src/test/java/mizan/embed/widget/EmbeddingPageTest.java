package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import mizan.testing.NewsSite;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The widget in pages with their own styles, and in place of a section that the server has rendered. */
class EmbeddingPageTest extends WidgetBrowserTest {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline' " + serviceUrl()
            + "; script-src " + serviceUrl() + "; connect-src " + serviceUrl() + "; form-action " + serviceUrl();

    /** Styles of many sites: a root of 62.5 %, the reset of Tailwind, and headings' letters for everything. */
    private static final String FOREIGN_STYLES = """
            html { font-size: 62.5%; }
            *, ::before, ::after { box-sizing: border-box; border: 0 solid; margin: 0; padding: 0; }
            body { background: #111; color: #eee; font-size: 1.6rem; letter-spacing: 3px; text-transform: uppercase;
                   font-style: italic; line-height: 1; text-align: center; }
            a { color: inherit; text-decoration: inherit; }
            button, input, textarea, select { font: inherit; color: inherit; background: transparent; border-radius: 0; }
            h1, h2, h3 { font-size: inherit; font-weight: inherit; }
            ol { list-style: none; }
            """;

    @Test
    void textTypedIntoThePlainFormMovesIntoTheWidget() {
        published(Sample.submission());
        Page page = phone();
        AtomicReference<Route> messages = new AtomicReference<>();
        page.route("**/words.js*", messages::set);
        page.navigate(page("", section()));
        page.locator("#mizan-name").fill("ليلى");
        page.locator("#mizan-email").fill("layla@example.org");
        page.locator("#mizan-body").fill("نصف جملة");
        page.locator("#mizan-body").evaluate("field => field.setSelectionRange(3, 6)");
        double top = page.locator("#mizan-body").boundingBox().y;

        page.waitForCondition(() -> messages.get() != null);
        messages.get().resume();

        assertThat(page.locator("#body")).hasValue("نصف جملة");
        assertThat(page.locator("#name")).hasValue("ليلى");
        assertThat(page.locator("#email")).hasValue("layla@example.org");
        assertThat(focused(page)).isEqualTo("body");
        assertThat(page.locator("#body").evaluate("field => [field.selectionStart, field.selectionEnd]"))
                .isEqualTo(List.of(3, 6));
        assertThat(page.locator("#body").boundingBox().y).isBetween(top - 1, top + 1);
        assertThat(page.locator("#mizan-body")).hasValue("");
        assertThat(page.locator("#mizan-body")).isHidden();
        page.unroute("**/words.js*");
        reload(page);
        assertThat(page.locator("#body")).hasValue("نصف جملة");
    }

    @Test
    void renderedCommentsStayUntilTheListIsThere() {
        published(Sample.submission("body", "من الخادم"));
        Page page = phone();
        String url = page("", section());
        page.route("**/api/v1/**", Route::abort);

        page.navigate(url);

        assertThat(page.locator(".problem:visible")).containsText("تعذّر تحميل التعليقات.");
        assertThat(page.getByText("من الخادم")).isVisible();
        assertThat(page.locator("#mizan-body")).isVisible();
        assertThat(page.locator("#body")).isHidden();
        page.locator("#mizan-body").fill("كتبته الآن");
        page.unroute("**/api/v1/**");
        press(page, "إعادة المحاولة");
        assertThat(page.locator("#body")).hasValue("كتبته الآن");
        assertThat(page.locator(".body:visible")).hasText("من الخادم");
    }

    @Test
    void emptyListIsAnnouncedOnlyAfterItWasRead() {
        Page page = phone();
        AtomicReference<Route> list = new AtomicReference<>();
        page.route("**/api/v1/**", list::set);
        page.navigate(article(""));
        assertThat(page.locator(".loading [role=status]")).hasText("جارٍ تحميل التعليقات…");
        assertThat(page.locator(".none")).hasCount(0);
        takeScreenshot(page, "loading-ar-360");

        page.waitForCondition(() -> list.get() != null);
        list.get().abort();
        assertThat(page.locator(".problem:visible")).hasCount(1);
        assertThat(page.locator(".none")).isHidden();

        page.unroute("**/api/v1/**");
        press(page, "إعادة المحاولة");
        assertThat(page.locator(".none")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"360, empty", "360, section", "1280, empty", "1280, section"})
    void layoutShiftIsSmall(int width, String content) {
        for (int i = 0; i < 5; i++) {
            published(Sample.submission());
        }
        Page page = reader(new NewContextOptions().setViewportSize(width, 800));

        read(page, page("", content.equals("section") ? section() : ""));
        page.locator(".own, .comment:visible").first().waitFor();

        double shift = ((Number) page.evaluate("""
                () => new Promise(resolve => {
                    let sum = 0;
                    new PerformanceObserver(list => list.getEntries().forEach(entry => (sum += entry.value)))
                        .observe({ type: 'layout-shift', buffered: true });
                    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
                })
                """)).doubleValue();
        assertThat(shift).isLessThanOrEqualTo(0.05);
    }

    @Test
    void stylesOfThePageDoNotChangeTheWidget() {
        String top = published(Sample.submission());
        published(Sample.reply(top));
        Page page = phone();

        read(page, page("<style>" + FOREIGN_STYLES + "</style>", ""));

        takeScreenshot(page, "foreign-dark-ar-360");
        Locator body = page.locator(".body").first();
        assertThat(body).hasCSS("color", "rgb(232, 230, 225)");
        assertThat(body).hasCSS("letter-spacing", "normal");
        assertThat(body).hasCSS("text-transform", "none");
        assertThat(body).hasCSS("font-style", "normal");
        assertThat(body).hasCSS("font-size", "16px");
        assertThat(page.locator("#body")).hasCSS("font-size", "16px");
        assertThat(page.locator(".submit").boundingBox().height).isGreaterThanOrEqualTo(44);
        assertThat(page.locator(".reply").first().boundingBox().height).isGreaterThanOrEqualTo(44);
        assertThat(accessibilityViolations(page)).isEmpty();

        page.evaluate("() => document.body.setAttribute('style', 'background: #fff; color: #111')");
        assertThat(body).hasCSS("color", "rgb(29, 32, 37)");
        takeScreenshot(page, "foreign-light-ar-360");
    }

    @Test
    void includedSectionKeepsItsStylesUnderAReset() {
        published(Sample.submission());
        Page page = phone();
        page.route("**/embed.js", Route::abort);

        page.navigate(page("<style>" + FOREIGN_STYLES + ".mizan { color-scheme: dark }</style>", section()));

        takeScreenshot(page, "foreign-section-ar-360");
        assertThat(page.locator(".body")).hasCSS("color", "rgb(232, 230, 225)");
        assertThat(page.locator("#mizan-body")).hasCSS("border-top-width", "1px");
        assertThat(page.locator(".submit").boundingBox().height).isGreaterThanOrEqualTo(44);
    }

    @Test
    void unknownSiteIsNamedInOneWarning() {
        Page page = phone();
        List<String> warnings = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("warning")) {
                warnings.add(message.text());
            }
        });

        page.navigate(page("", ""));
        page.route(
                "**/gazet/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(404)
                        .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))));
        page.evaluate("() => document.querySelector('mizan-comments').setAttribute('site', 'gazet')");
        page.waitForCondition(() -> !warnings.isEmpty());

        assertThat(warnings)
                .containsExactly("mizan-comments: " + serviceUrl() + "/ has no site \"gazet\", or cannot be reached");
    }

    /** The section as the server of the article includes it. */
    private static String section() {
        return get("/sites/gazette/comments.html?article=balance&part=section").body();
    }

    private static String page(String head, String content) {
        return NewsSite.publish(
                "/embedding",
                "<!DOCTYPE html><html lang='ar' dir='rtl'><head><meta charset='utf-8'>"
                        + "<meta name='viewport' content='width=device-width'><title>مقال</title>" + head
                        + "<script type='module' src='" + serviceUrl() + "/embed.js'></script></head><body><main>"
                        + "<h1>ميزان السوق</h1><mizan-comments site='gazette' article='balance'>" + content
                        + "</mizan-comments></main><footer>الجريدة</footer></body></html>",
                POLICY);
    }
}
