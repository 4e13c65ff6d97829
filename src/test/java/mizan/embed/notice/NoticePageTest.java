package mizan.embed.notice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mizan.embed.widget.WidgetBrowserTest;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Readers send notices of illegal content. */
class NoticePageTest extends WidgetBrowserTest {

    private static final String REPORT = "إبلاغ عن تعليق \u2068سمير\u2069";
    private static final String MODULE = "/embed/gazette/notice.js";

    @Test
    void readerSendsANoticeAndSeesTheDecision() {
        String id = published(Sample.submission("name", "سمير"));
        Page page = reader(new NewContextOptions().setViewportSize(360, 740));
        page.navigate("/sites/gazette/comments/" + id + "/report");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("إرسال إشعار قانوني"))
                .click();

        press(page, "إرسال الإشعار");
        assertThat(page.locator(".problem li")).hasCount(4);
        assertThat(page.locator("#mizan-goodFaith-fault")).hasText("أكّد من فضلك أن إشعارك صحيح وكامل.");
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "notice-ar-360");
        page.getByLabel("لماذا يخالف هذا التعليق القانون؟").fill("إنه تشهير.");
        page.locator("#mizan-name").fill("نور");
        page.locator("#mizan-email").fill("noor@example.org");
        page.locator("#mizan-goodFaith").check();
        press(page, "إرسال الإشعار");

        assertThat(page.locator("h1")).hasText("تسلّمنا إشعارك");
        assertThat(page.locator("blockquote")).hasText("إنه تشهير.");
        assertThat(accessibilityViolations(page)).isEmpty();
        decide(id, "reject", Map.of("version", 1, "reason", "ABUSE"), admin());
        page.reload();
        assertThat(page.locator("h1")).hasText("أُزيل التعليق");
        assertThat(page.locator("main")).containsText("إساءة أو تهديد");
        assertThat(page.locator("main")).containsText("القضاء");
        takeScreenshot(page, "notice-receipt-ar-360");
    }

    @Test
    void readerSendsANoticeInTheWidget() {
        String id = published(Sample.submission("name", "سمير"));
        Page page = phone();
        read(page, article(""));
        assertThat(requestedPaths()).noneMatch(path -> path.contains(MODULE));
        press(page, REPORT);
        assertThat(requestedPaths()).noneMatch(path -> path.contains(MODULE));

        page.getByLabel("مخالف للقانون").check();
        press(page, "إرسال الإشعار");

        Locator explanation = page.getByLabel("لماذا يخالف هذا التعليق القانون؟");
        assertThat(explanation).isFocused();
        assertThat(page.locator(".reporting .fault:not(:empty)")).hasCount(4);
        assertThat(explanation).hasAccessibleDescription(Pattern.compile("اذكر من فضلك سبب مخالفة التعليق للقانون"));
        assertThat(page.locator("#notice-goodFaith")).hasAccessibleDescription("أكّد من فضلك أن إشعارك صحيح وكامل.");
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "widget-notice-ar-360");

        explanation.fill("إنه تشهير.");
        page.locator("#notice-name").fill("نور");
        page.getByLabel("خطاب كراهية").check();
        assertThat(explanation).isHidden();
        press(page, "إلغاء");
        press(page, REPORT);
        page.getByLabel("مخالف للقانون").check();
        assertThat(explanation).hasValue("إنه تشهير.");
        page.locator("#notice-email").fill("noor@example.org");
        page.locator("#notice-goodFaith").check();
        press(page, "إرسال الإشعار");

        Locator acknowledged = page.locator(".acknowledgement");
        assertThat(acknowledged).isFocused();
        assertThat(acknowledged).containsText("تسلّمنا إشعارك");
        assertThat(page.locator(".report")).hasCount(0);
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "widget-notice-sent-ar-360");
        assertThat(Postgres.query("SELECT comment_id, explanation, name, child_sexual_abuse FROM notice"))
                .containsExactly(List.of(id, "إنه تشهير.", "نور", "f"));
        Page receipt =
                page.waitForPopup(() -> acknowledged.getByRole(AriaRole.LINK).click());
        assertThat(receipt.locator("h1")).hasText("تسلّمنا إشعارك");
        assertThat(receipt.locator("blockquote")).hasText("إنه تشهير.");
    }

    @Test
    void noticeAboutChildSexualAbuseNeedsNoNameInTheWidget() {
        published(Sample.submission("name", "سمير"));
        Page page = phone();
        read(page, article(""));
        press(page, REPORT);
        page.getByLabel("مخالف للقانون").check();

        page.locator("#notice-explanation").fill("صور");
        page.locator("#notice-childSexualAbuse").check();
        page.locator("#notice-goodFaith").check();
        press(page, "إرسال الإشعار");

        assertThat(page.locator(".acknowledgement")).isVisible();
        assertThat(Postgres.query("SELECT name, child_sexual_abuse FROM notice"))
                .containsExactly(List.of("null", "t"));
    }

    @Test
    void readerReportsIllegalContentWithoutTheDetails() {
        published(Sample.submission("name", "سمير"));
        Page page = phone();
        read(page, article(""));
        press(page, REPORT);
        page.getByLabel("مخالف للقانون").check();

        page.locator("#notice-explanation").fill("كذب");
        press(page, "إرسال بلاغ من دون هذه البيانات");

        assertThat(page.getByText("شكرًا لك. سيراجع المشرفون هذا التعليق.")).isFocused();
        assertThat(Postgres.query("SELECT reason, note FROM report")).containsExactly(List.of("ILLEGAL", "كذب"));
    }

    @Test
    void widgetLeadsToThePageIfTheFieldsCannotBeLoaded() {
        String id = published(Sample.submission("name", "سمير"));
        Page page = phone();
        page.route(Pattern.compile(MODULE), Route::abort);
        read(page, article(""));
        press(page, REPORT);

        page.getByLabel("مخالف للقانون").check();

        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("إرسال إشعار قانوني")))
                .hasAttribute("href", Pattern.compile(".*/sites/gazette/comments/" + id + "/notice\\?lang=ar.*"));
        page.locator(".reporting textarea").fill("كذب");
        press(page, "إرسال البلاغ");
        assertThat(page.getByText("شكرًا لك. سيراجع المشرفون هذا التعليق.")).isFocused();
        assertThat(Postgres.query("SELECT reason, note FROM report")).containsExactly(List.of("ILLEGAL", "كذب"));
    }

    @Test
    void plainNoticeNeedsAPublishedCommentAndTheOwnOrigin() {
        String id = published(Sample.submission());
        String path = "/sites/gazette/comments/" + id + "/notice";

        assertThat(send("POST", path, "explanation=x", "Content-Type", FORM).status())
                .isEqualTo(422);
        assertThat(send("POST", path, "explanation=x", "Content-Type", FORM, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(get("/sites/herald/comments/" + id + "/notice").status()).isEqualTo(404);
        assertThat(get("/notices/0123456789abcdef0123456789abcdef").status()).isEqualTo(404);
        assertThat(Postgres.value("SELECT count(*) FROM notice")).isEqualTo("0");
    }
}
