package mizan.embed.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import mizan.embed.widget.WidgetBrowserTest;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Readers report a published comment, in the widget and without script. */
class ReportPageTest extends WidgetBrowserTest {

    @Test
    void readerReportsACommentInTheWidget() {
        String id = published(Sample.submission("name", "سمير"));
        Page page = phone();
        read(page, article(""));

        press(page, "إبلاغ عن تعليق \u2068سمير\u2069");
        assertThat(page.locator(".reporting input").first()).isFocused();
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "report-ar-360");
        press(page, "إرسال البلاغ");
        assertThat(page.locator(".reporting [role=alert]")).hasText("اختر سببًا من فضلك.");
        page.getByLabel("خطاب كراهية").check();
        press(page, "إرسال البلاغ");

        assertThat(page.getByText("شكرًا لك. سيراجع المشرفون هذا التعليق.")).isFocused();
        assertThat(Postgres.query("SELECT comment_id, reason FROM report")).containsExactly(List.of(id, "HATE"));
    }

    @Test
    void reportCanBeCancelled() {
        published(Sample.submission());
        Page page = phone();
        read(page, article(""));

        page.locator(".report").click();
        press(page, "إلغاء");

        assertThat(page.locator(".reporting")).hasCount(0);
        assertThat(page.locator(".report")).isFocused();
    }

    @Test
    void readerReportsACommentWithoutScript() {
        String id = published(Sample.submission("name", "سمير"));
        Page page = reader(new NewContextOptions().setViewportSize(360, 740).setJavaScriptEnabled(false));
        page.navigate("/sites/gazette/comments.html?article=balance");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("إبلاغ عن تعليق سمير"))
                .click();
        assertThat(page.locator("h1")).hasText("إبلاغ عن تعليق سمير");
        takeScreenshot(page, "scriptless-report-ar-360");
        page.getByLabel("إعلان أو محتوى مزعج").check();
        press(page, "إرسال البلاغ");

        assertThat(page.locator(".thanks")).hasText("شكرًا لك. سيراجع المشرفون هذا التعليق.");
        assertThat(Postgres.query("SELECT comment_id, reason FROM report")).containsExactly(List.of(id, "SPAM"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("العودة إلى التعليقات"))
                .click();
        assertThat(page.locator("#comment-" + id)).isVisible();
    }

    @Test
    void plainReportNeedsAReasonAndAPublishedComment() {
        String id = published(Sample.submission());
        String path = "/sites/gazette/comments/" + id + "/report";

        assertThat(send("POST", path, "reason=", "Content-Type", FORM).status()).isEqualTo(422);
        assertThat(send("POST", path, "reason=SPAM", "Content-Type", FORM, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(get("/sites/herald/comments/" + id + "/report").status()).isEqualTo(404);
        assertThat(Postgres.value("SELECT count(*) FROM report")).isEqualTo("0");
    }
}
