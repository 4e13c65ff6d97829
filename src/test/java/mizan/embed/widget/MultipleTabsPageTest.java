package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.IntStream;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Several tabs and pages of comments: no comment is lost, and replies keep their parent. */
class MultipleTabsPageTest extends WidgetBrowserTest {

    private static final String SEND = "إرسال التعليق";
    private static final String REPLY = "رد على \u2068سمير\u2069";

    @Test
    void sentCommentsOfAllTabsAreRemembered() {
        String url = article("");
        Page page = phone();
        read(page, url);
        Page second = page.context().newPage();
        read(second, url);
        fill(page, "ليلى", "layla@example.org", "من الأولى");
        press(page, SEND);
        page.locator(".own").waitFor();

        fill(second, "ليلى", "layla@example.org", "من الثانية");
        press(second, SEND);
        second.locator(".own").first().waitFor();
        reload(page);

        assertThat(page.locator(".own .body")).hasText(new String[] {"من الأولى", "من الثانية"});
    }

    @Test
    void submissionKeepsADraftTypedInAnotherTab() {
        String url = article("");
        Page page = phone();
        read(page, url);
        Page second = page.context().newPage();
        read(second, url);
        fill(page, "ليلى", "layla@example.org", "يُرسل الآن");
        fill(second, "ليلى", "layla@example.org", "يُكتب بعد");

        press(page, SEND);
        page.locator(".own").waitFor();
        reload(second);

        assertThat(second.locator("#body")).hasValue("يُكتب بعد");
    }

    @Test
    void queuedCommentDoesNotBecomeAReply() {
        published(Sample.submission("name", "سمير"));
        Page page = phone();
        read(page, article(""));
        fill(page, "ليلى", "layla@example.org", "للجميع");
        page.context().setOffline(true);
        press(page, SEND);
        assertThat(page.locator(".form .problem")).containsText("لا نعرف هل وصل تعليقك");

        press(page, REPLY);
        page.context().setOffline(false);
        press(page, "إلغاء الرد");
        press(page, SEND);

        page.locator(".own").waitFor();
        assertThat(Postgres.query("SELECT parent_id FROM comment WHERE status = 'PENDING'"))
                .containsExactly(List.of("null"));
    }

    @Test
    void draftReplyKeepsItsParentFromAnotherPage() {
        String parent = published(Sample.submission("name", "سمير"));
        IntStream.range(0, 21).forEach(_ -> published(Sample.submission("name", "غيره")));
        Page page = phone();
        read(page, article(""));
        press(page, REPLY);
        fill(page, "ليلى", "layla@example.org", "له وحده");

        page.locator("select").selectOption("newest");
        page.locator(".threads > .comment").first().waitFor();
        assertThat(page.locator(".respond h3")).hasText("رد على سمير");
        press(page, SEND);

        page.locator(".own").waitFor();
        assertThat(Postgres.query("SELECT parent_id FROM comment WHERE status = 'PENDING'"))
                .containsExactly(List.of(parent));
    }
}
