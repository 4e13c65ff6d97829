package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Drafts survive errors, reloads and lost connections, and are submitted once. */
class DraftPageTest extends WidgetBrowserTest {

    private static final String SEND = "إرسال التعليق";
    private static final String COMMENTS = "**/api/v1/sites/gazette/comments";

    @Test
    void lostResponseIsRetriedWithTheSameKey() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "وصل ولم يُجب");
        page.route(COMMENTS, DraftPageTest::dropResponse);
        press(page, SEND);
        assertThat(page.locator(".form .problem")).containsText("لا نعرف هل وصل تعليقك");
        takeScreenshot(page, "offline-ar-360");

        page.unroute(COMMENTS);
        reload(page);
        assertThat(page.locator("#body")).hasValue("وصل ولم يُجب");
        press(page, SEND);

        assertThat(page.locator(".own .body")).hasText("وصل ولم يُجب");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void queuedCommentIsSentWhenTheNetworkIsBack() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "من القطار");
        page.context().setOffline(true);
        press(page, SEND);
        assertThat(page.locator(".form .problem")).containsText("سيُرسل من جديد تلقائيًا");

        page.context().setOffline(false);

        assertThat(page.locator(".own .body")).hasText("من القطار");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void queuedCommentIsSentWhenTheServiceIsBack() {
        Page page = phone();
        page.clock().install();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "الخدمة متوقفة");
        page.route(COMMENTS, Route::abort);
        press(page, SEND);
        page.locator(".form .problem:visible").waitFor();
        page.unroute(COMMENTS);
        assertThat(page.locator(".own")).hasCount(0);

        page.clock().fastForward(20_000);

        assertThat(page.locator(".own .body")).hasText("الخدمة متوقفة");
    }

    @Test
    void automaticRetryMovesNeitherFocusNorScrollPosition() {
        for (int i = 0; i < 10; i++) {
            published(Sample.submission());
        }
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "من القطار");
        page.context().setOffline(true);
        press(page, SEND);
        page.locator(".form .problem:visible").waitFor();
        page.locator(".jump").focus();
        page.evaluate("() => scrollTo(0, 0)");

        page.context().setOffline(false);

        assertThat(page.locator(".own .body")).hasText("من القطار");
        assertThat(focused(page)).isEqualTo("jump");
        assertThat(page.evaluate("() => scrollY")).isEqualTo(0);
    }

    @Test
    void textIsReadOnlyWhileItIsSent() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "في الطريق");
        AtomicReference<Route> delayed = new AtomicReference<>();
        page.route(COMMENTS, delayed::set);
        press(page, SEND);
        page.waitForCondition(() -> delayed.get() != null);
        assertThat(page.locator("#body")).not().isEditable();
        assertThat(page.locator(".form [role=status]").last()).hasText("جارٍ الإرسال…");

        delayed.get().resume();

        assertThat(page.locator(".own .body")).hasText("في الطريق");
        assertThat(page.locator("#body")).isEditable();
    }

    @Test
    void editedTextNeedsConfirmationIfAnEarlierVersionWasStored() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "الأولى");
        page.route(COMMENTS, DraftPageTest::dropResponse);
        press(page, SEND);
        page.locator(".form .problem:visible").waitFor();
        page.unroute(COMMENTS);

        page.locator("#body").fill("الثانية");
        press(page, SEND);
        assertThat(page.locator(".form .problem")).containsText("وصلتنا صيغة سابقة من هذا التعليق");
        assertThat(page.locator("#body")).hasValue("الثانية");
        press(page, SEND);

        assertThat(page.locator(".own .body")).hasText("الثانية");
        assertThat(Postgres.query("SELECT body FROM comment ORDER BY id"))
                .containsExactlyInAnyOrder(List.of("الأولى"), List.of("الثانية"));
    }

    @Test
    void draftSurvivesReloadAndIsDeletedOnceAccepted() {
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "لم أنتهِ بعد");

        reload(page);
        assertThat(page.locator("#body")).hasValue("لم أنتهِ بعد");
        assertThat(page.locator("#email")).hasValue("layla@example.org");
        press(page, SEND);
        page.locator(".own").waitFor();

        reload(page);
        assertThat(page.locator("#body")).hasValue("");
        assertThat(page.locator("#name")).hasValue("");
        assertThat((String) page.evaluate("() => JSON.stringify(localStorage)")).doesNotContain("layla@example.org");
    }

    @Test
    void commentCanBeSentWithoutLocalStorage() {
        Page page = phone();
        page.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } })");
        read(page, article(""));

        fill(page, "ليلى", "layla@example.org", "بلا ذاكرة");
        press(page, SEND);

        assertThat(page.locator(".own .state")).containsText("في انتظار المراجعة");
    }

    @Test
    void sameDraftInTwoTabsIsStoredOnce() {
        String url = article("");
        Page page = phone();
        read(page, url);
        fill(page, "ليلى", "layla@example.org", "في نافذتين");
        Page second = page.context().newPage();
        read(second, url);
        assertThat(second.locator("#body")).hasValue("في نافذتين");
        press(page, SEND);
        page.locator(".own").waitFor();

        press(second, SEND);

        assertThat(second.locator(".own")).hasCount(1);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    // The service stores the comment, but its response is lost.
    private static void dropResponse(Route route) {
        route.fetch();
        route.abort();
    }
}
