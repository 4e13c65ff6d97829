package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Submitting a comment with the widget, and its display to its author. */
class SubmissionPageTest extends WidgetBrowserTest {

    private static final String SEND = "إرسال التعليق";
    private static final String COMMENTS = "**/api/v1/sites/gazette/comments";

    @Test
    void pendingCommentIsVisibleOnlyToItsAuthor() {
        String url = article("");
        Page author = phone();
        read(author, url);

        fill(author, "ليلى", "layla@example.org", "مقال جميل،\nشكرًا لكم");
        press(author, SEND);

        Locator own = author.locator(".own");
        assertThat(own.locator(".body")).hasText("مقال جميل،\nشكرًا لكم");
        assertThat(own.locator(".state")).containsText("في انتظار المراجعة");
        assertThat(own.locator("a[href*='/receipts/']")).hasCount(1);
        assertThat(focused(author)).isEqualTo("state");
        assertThat(author.locator("#body")).hasValue("");
        assertThat(accessibilityViolations(author)).isEmpty();
        takeScreenshot(author, "pending-ar-360");
        Page other = phone();
        read(other, url);
        assertThat(other.locator(".comment")).hasCount(0);
        assertThat(Postgres.query("SELECT name, body, article, status FROM comment"))
                .containsExactly(List.of("ليلى", "مقال جميل،\nشكرًا لكم", "balance", "PENDING"));
        assertThat(Postgres.query("SELECT article_url, article_title FROM comment"))
                .containsExactly(List.of(url, "ميزان السوق"));

        reload(author);
        assertThat(own.locator(".state")).containsText("في انتظار المراجعة");

        decide(Postgres.value("SELECT id FROM comment"), "approve", Map.of("version", 0), admin());
        reload(author);
        assertThat(author.locator(".comment")).hasCount(1);
        assertThat(own.locator(".state")).containsText("تعليقك");
        assertThat(own.locator(".state")).not().containsText("المراجعة");
        assertThat(own.locator(".reply")).hasCount(1);
        Page third = phone();
        read(third, url);
        assertThat(third.locator(".comment .body")).hasText("مقال جميل،\nشكرًا لكم");
        assertThat(third.locator(".own")).hasCount(0);
    }

    @Test
    void textWithPersonalDataIsSentOnlyWhenItIsSubmittedAgain() {
        Page page = phone();
        read(page, article(""));
        Locator problem = page.locator(".form > .problem");
        for (String data :
                List.of("+20 100 123 4567", "٠٥٠١٢٣٤٥٦٧", "me@mail.example", "SA03 8000 0000 6080 1016 7519")) {
            fill(page, "ليلى", "layla@example.org", "راسلوني: " + data);
            press(page, SEND);
            assertThat(problem).containsText("رقم هاتف");
        }
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "personal-data-ar-360");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");

        press(page, SEND);

        assertThat(page.locator(".own .body")).containsText("SA03 8000");
        assertThat(problem).isHidden();
        fill(page, "ليلى", "layla@example.org", "في 2026-11-30 الساعة 10:15 كان السعر 1,250,000");
        press(page, SEND);
        assertThat(page.locator(".own .body")).hasCount(2);
    }

    @Test
    void rejectedCommentShowsItsReasonAndCanBeDismissed() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "اشتروا الآن!");
        press(page, SEND);
        page.locator(".own").waitFor();
        decide(Postgres.value("SELECT id FROM comment"), "reject", Map.of("version", 0, "reason", "SPAM"), admin());

        reload(page);

        assertThat(page.locator(".own .state")).containsText("لم يُنشر تعليقك. السبب: إعلان أو محتوى مزعج");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "rejected-ar-360");
        press(page, "إخفاء");
        assertThat(page.locator(".own")).hasCount(0);
        reload(page);
        assertThat(page.locator(".own")).hasCount(0);
    }

    @Test
    void violationsAreTiedToTheirFieldsAndTheFirstIsFocused() {
        Page page = phone();
        read(page, article(""));

        fill(page, "ليلى", "layla@", "");
        press(page, SEND);

        assertThat(page.locator(".form .problem[role=alert]")).containsText("هناك حقل ناقص أو خاطئ");
        assertThat(page.locator("#body")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#body")).hasAccessibleDescription("0 من 5,000 حرف من فضلك اكتب تعليقك.");
        assertThat(page.locator("#email")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#email"))
                .hasAccessibleDescription(
                        "لن يُنشر. عنوان البريد الإلكتروني غير صحيح. مثال على عنوان صحيح: name@example.org");
        assertThat(page.locator("#name")).hasAttribute("aria-invalid", "false");
        assertThat(focused(page)).isEqualTo("body");
        assertThat(page.locator("#email")).hasValue("layla@");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "error-ar-360");

        fill(page, "ليلى", "ليلى@مثال.السعودية", "الآن هو صحيح");
        press(page, SEND);
        assertThat(page.locator(".own .body")).hasText("الآن هو صحيح");
        assertThat(page.locator("#email")).hasAttribute("aria-invalid", "false");
        assertThat(page.locator(".form .problem:visible")).hasCount(0);
    }

    @Test
    void doubleClickSubmitsOnce() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "مرة واحدة");
        requestedPaths();

        button(page, SEND).dblclick();
        page.locator(".own").waitFor();

        assertThat(requestedPaths().stream().filter(path -> path.equals("/api/v1/sites/gazette/comments")))
                .hasSize(1);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void nameAndAddressAreRememberedOnlyOnRequest() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "تذكّروني");
        page.getByLabel("احفظ اسمي وبريدي الإلكتروني").check();
        press(page, SEND);
        page.locator(".own").waitFor();

        reload(page);
        assertThat(page.locator("#name")).hasValue("ليلى");
        assertThat(page.locator("#email")).hasValue("layla@example.org");

        page.getByLabel("احفظ اسمي وبريدي الإلكتروني").uncheck();
        assertThat((String) page.evaluate("() => localStorage.getItem('mizan:person')"))
                .isNull();
    }

    @Test
    void problemsShowTheServicesDetailAndKeepTheText() {
        Page page = phone();
        read(page, article(""));
        Postgres.execute("INSERT INTO article (site, key, comments) VALUES ('gazette', 'balance', 'CLOSED')");
        fill(page, "ليلى", "layla@example.org", "هل ما زال مفتوحًا؟");

        press(page, SEND);
        assertThat(page.locator(".form .problem")).containsText("أُغلق باب التعليق على هذا المقال.");
        assertThat(focused(page)).isEqualTo("problem");
        Postgres.execute("UPDATE article SET comments = 'OPEN'");

        page.route(COMMENTS, route -> respondWithProblem(route, 413, "النص طويل."));
        press(page, SEND);
        assertThat(page.locator(".form .problem")).containsText("النص طويل.");
        assertThat(page.locator("#body")).hasValue("هل ما زال مفتوحًا؟");
        page.unroute(COMMENTS);
        press(page, SEND);
        page.locator(".own").waitFor();
    }

    @Test
    void honeypotIsHiddenFromPeople() {
        Page page = phone();
        read(page, article(""));

        assertThat(page.getByLabel("اترك هذا الحقل فارغًا")).not().isInViewport();
        page.locator("#email").focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(focused(page)).isEqualTo("submit");
        assertThat(page.locator("section").ariaSnapshot()).doesNotContain("اترك هذا الحقل فارغًا");
    }

    @Test
    void lengthIsCountedInUserPerceivedCharacters() {
        published(Sample.submission());
        Page page = phone();
        read(page, article(""));

        page.locator("#body").fill("👩‍👩‍👧 سلامٌ");

        assertThat(page.locator("#length")).hasText("6 من 5,000 حرف");
    }

    private static void respondWithProblem(Route route, int status, String detail) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setHeaders(Map.of(
                        "Access-Control-Allow-Origin", "*",
                        "Access-Control-Expose-Headers", "Retry-After",
                        "Retry-After", "7"))
                .setBody(json(Map.of("type", "/problems/unavailable", "detail", detail))));
    }

    @Test
    void ownCommentCanBeWithdrawnInTheWidget() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "سأسحبه");
        press(page, "إرسال التعليق");
        page.locator(".own.is-pending").waitFor();

        press(page, "سحب التعليق");
        assertThat(page.locator(".own .state")).containsText("هل تريد سحب تعليقك؟");
        takeScreenshot(page, "withdraw-ar-360");
        assertThat(accessibilityViolations(page)).isEmpty();
        press(page, "إبقاء التعليق");
        assertThat(page.locator(".own .state")).containsText("في انتظار المراجعة");
        press(page, "سحب التعليق");
        press(page, "سحب التعليق");

        assertThat(page.locator(".own")).hasCount(0);
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("WITHDRAWN");
    }

    @Test
    void knownReaderIsShownInOneLine() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "الأول");
        page.getByLabel("احفظ اسمي وبريدي الإلكتروني").check();
        press(page, "إرسال التعليق");
        page.locator(".own").waitFor();
        reload(page);

        assertThat(page.locator(".known")).containsText("التعليق باسم ليلى");
        assertThat(page.locator("#name")).isHidden();
        takeScreenshot(page, "known-ar-360");
        page.locator("#body").fill("الثاني");
        press(page, "إرسال التعليق");
        assertThat(page.locator(".own")).hasCount(2);

        press(page, "تغيير");
        assertThat(page.locator("#name")).isFocused();
        page.locator("#email").fill("layla@");
        page.locator("#body").fill("الثالث");
        press(page, "إرسال التعليق");
        assertThat(page.locator("#email")).hasAttribute("aria-invalid", "true");
        page.locator("#email").fill("layla@example.org");
        assertThat(page.locator("#email")).hasAttribute("aria-invalid", "false");
    }
}
