package mizan.embed.discussion;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import mizan.embed.widget.WidgetBrowserTest;
import mizan.testing.NewsSite;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Reading and submitting without script, in a frame, and in an included section. */
class WithoutScriptPageTest extends WidgetBrowserTest {

    private static final String PAGE = "/sites/gazette/comments.html?article=balance";

    @Test
    void demoArticleCanBeReadAndCommentedOn() {
        approved(Sample.submission("article", "demo-ar"));
        Page page = scriptless();
        page.navigate("/");
        assertThat(page.locator(".comment")).hasCount(1);
        takeScreenshot(page, "scriptless-ar-360");

        write(page, "ليلى", "layla@", "سطر أول\nوثانٍ");
        assertThat(page.locator("h1")).hasText("لم يُرسَل تعليقك بعد");
        assertThat(page.locator("textarea")).hasValue("سطر أول\nوثانٍ");
        assertThat(page.locator("#mizan-email")).hasAttribute("aria-invalid", "true");
        page.locator(".problem a").click();
        assertThat(page.locator("#mizan-email:target")).isVisible();
        takeScreenshot(page, "scriptless-error-ar-360");

        page.locator("#mizan-email").fill("layla@example.org");
        press(page, "إرسال التعليق");
        assertThat(page.locator(".thanks")).containsText("شكرًا لك. تعليقك في انتظار المراجعة.");
        assertThat(page.url()).startsWith(serviceUrl() + "/receipts/");
        assertThat(page.locator("h1")).hasText("في انتظار المراجعة");
        takeScreenshot(page, "scriptless-thanks-ar-360");
        link(page, "العودة إلى المقال");
        assertThat(page.locator(".thanks")).hasText("شكرًا لك. تعليقك في انتظار المراجعة.");
        assertThat(page.url()).startsWith(serviceUrl() + "/?comment=pending#comment-");
        assertThat(Postgres.query("SELECT body FROM comment WHERE status = 'PENDING'"))
                .containsExactly(List.of("سطر أول\nوثانٍ"));
    }

    @Test
    void replyCanBeSubmittedFromTheCommentsPage() {
        String top = published(Sample.submission("name", "سمير"));
        Page page = scriptless();
        page.navigate(PAGE);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("رد على سمير"))
                .click();
        assertThat(page.locator("h2")).hasText("رد على سمير");
        assertThat(page.locator(".quoted")).containsText("مقال جميل");
        assertThat(page.locator(".comment")).hasCount(0);
        takeScreenshot(page, "scriptless-reply-ar-360");
        NewsSite.publish("/", "<!DOCTYPE html><title>الجريدة</title>", "default-src 'none'");
        write(page, "ليلى", "layla@example.org", "أوافقك");

        link(page, "العودة إلى المقال");
        page.waitForURL(NewsSite.ORIGIN + "/?comment=pending**");
        assertThat(Postgres.value("SELECT parent_id FROM comment WHERE body = 'أوافقك'"))
                .isEqualTo(top);
    }

    @Test
    void textOfAFormThatIsTooLargeIsStillThereAfterBack() {
        Page page = scriptless();
        page.navigate("/sites/demo/comments.html?article=balance");
        write(page, "ليلى", "layla@example.org", "x".repeat(530_000));
        assertThat(page.locator("h1")).hasText("تعليقك طويل جدًا");
        takeScreenshot(page, "scriptless-too-large-ar-360");

        page.goBack();

        assertThat(page.locator("textarea")).hasValue("x".repeat(530_000));
    }

    @Test
    void submissionFromAFrameReturnsTheWholePageToTheArticle() {
        published(Sample.submission());
        String url = NewsSite.publish(
                "/framing",
                """
                <!DOCTYPE html><title>مقال</title>
                <iframe width="350" height="1200" title="التعليقات" src="%s"></iframe>
                """.formatted(serviceUrl() + PAGE + "&articleUrl=" + NewsSite.ORIGIN + "/framing"),
                "frame-src " + serviceUrl());
        Page page = scriptless();
        page.navigate(url);
        assertThat(page.frameLocator("iframe").locator(".comment")).hasCount(1);

        page.frameLocator("iframe").getByLabel("الاسم").fill("ليلى");
        page.frameLocator("iframe").locator("#mizan-email").fill("layla@example.org");
        page.frameLocator("iframe").locator("textarea").fill("من داخل الإطار");
        page.frameLocator("iframe").locator(".submit").click();

        link(page, "العودة إلى المقال");
        page.waitForURL(url + "?comment=pending**");
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'PENDING'"))
                .isEqualTo("1");
    }

    @Test
    void includedSectionIsStyledAndSubmitsFromTheArticle() {
        published(Sample.submission());
        String url = NewsSite.ORIGIN + "/including";
        NewsSite.publish(
                "/including",
                "<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\"><meta charset=\"utf-8\"><title>مقال</title><main><h1>مقال</h1>"
                        + get(PAGE + "&part=section&articleUrl=" + url).body() + "</main></html>",
                "default-src 'none'; style-src " + serviceUrl() + "; form-action 'self' " + serviceUrl());
        Page page = scriptless();
        page.navigate(url);
        assertThat(page.locator(".comment")).hasCount(1);
        assertThat(page.locator(".submit")).hasCSS("background-color", "rgb(11, 92, 74)");

        write(page, "ليلى", "layla@example.org", "من داخل المقال");

        link(page, "العودة إلى المقال");
        page.waitForURL(url + "?comment=pending**");
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'PENDING'"))
                .isEqualTo("1");
    }

    @Test
    void longThreadsAreFoldedAndALinkOpensThem() {
        String top = published(Sample.submission());
        String last = top;
        for (int i = 1; i <= 7; i++) {
            last = published(Sample.with(Sample.reply(top), "body", "رد " + i));
        }
        Page page = scriptless();
        page.navigate(PAGE);
        assertThat(page.locator(".replies .comment:visible")).hasCount(3);
        assertThat(accessibilityViolationsWithoutScript(PAGE)).isEmpty();

        page.locator("summary").click();

        assertThat(page.locator(".replies .comment:visible")).hasCount(7);
        assertThat(fitsViewport(page)).isTrue();
        page.navigate(PAGE + "&around=" + last + "#comment-" + last);
        assertThat(page.locator("#comment-" + last)).isInViewport();
    }

    // axe needs script; the page itself has none.
    private List<String> accessibilityViolationsWithoutScript(String path) {
        Page page = phone();
        page.navigate(path);
        return accessibilityViolations(page);
    }

    @Test
    void authorCanWithdrawAComment() {
        String receipt = submit(Sample.submission()).json().path("receipt").asText();
        Page page = scriptless();
        page.navigate("/receipts/" + receipt + "?lang=ar");
        takeScreenshot(page, "receipt-ar-360");

        link(page, "سحب التعليق");
        takeScreenshot(page, "withdrawal-ar-360");
        link(page, "إبقاء التعليق");
        assertThat(page.locator("h1")).hasText("في انتظار المراجعة");
        link(page, "سحب التعليق");
        press(page, "سحب التعليق");

        assertThat(page.locator("h1")).hasText("سُحب تعليقك");
        assertThat(Postgres.query("SELECT status, name FROM comment")).containsExactly(List.of("WITHDRAWN", "null"));
        page.goBack();
        page.reload();
        assertThat(page.locator("h1")).hasText("لا يوجد تعليق بهذا العنوان");
    }

    @Test
    void pagesHaveNoAccessibilityViolations() {
        String top = published(Sample.submission());
        published(Sample.reply(top));
        String receipt = submit(Sample.submission()).json().path("receipt").asText();
        Page page = phone();

        for (String path : List.of(
                PAGE,
                PAGE + "&reply=" + top,
                "/receipts/" + receipt,
                "/receipts/" + receipt + "/withdrawal",
                "/receipts/none",
                "/problems/not-found")) {
            page.navigate(path);
            assertThat(accessibilityViolations(page)).as(path).isEmpty();
            assertThat(fitsViewport(page)).as(path).isTrue();
        }
    }

    private Page scriptless() {
        return reader(new NewContextOptions().setViewportSize(360, 740).setJavaScriptEnabled(false));
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
    }

    private static void write(Page page, String name, String email, String body) {
        Map.of("#mizan-name", name, "#mizan-email", email, "#mizan-body", body)
                .forEach((field, text) -> page.locator(field).fill(text));
        press(page, "إرسال التعليق");
    }
}
