package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import mizan.moderator.Role;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextPageTest extends QueueBrowserTest {

    @ParameterizedTest
    @CsvSource({"ar, ليلى, مرفوض", "en, layla, Rejected"})
    void conversationIsBesideTheCurrentComment(String language, String name, String rejected) {
        addAccount(name, Role.MODERATOR);
        String parent = approved(Sample.submission("body", "A fair point about the market."));
        String reply = submitted(Sample.with(Sample.reply(parent), "body", "I do not agree."));
        submitted(Sample.submission());
        decide(parent, "reject", Map.of("version", 1, "reason", "ABUSE"), admin());
        Page page = signedIn(name, language, DESK);
        Locator context = page.locator("#context");

        assertThat(context.locator(".thread-entry")).hasCount(2);
        assertThat(context.locator(".thread-entry").first()).containsText(rejected);
        assertThat(card(page, reply).locator(".parent .badge")).hasText(rejected);
        checkView(page, "context-" + language + "-1280");
        page.keyboard().press("j");
        assertThat(context.locator(".thread-entry")).hasCount(1);
        page.setViewportSize(1920, 1000);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        checkView(page, "context-" + language + "-1920-dark");

        page.setViewportSize(SMALL, 800);
        assertThat(context).isHidden();
        page.reload();
        assertThat(page.locator(".item.current")).hasCount(1);
        assertThat(context).isHidden();
        page.keyboard().press("c");
        assertThat(context.locator(".thread-entry")).hasCount(2);
        checkView(page, "context-" + language + "-1024-dark");
        page.keyboard().press("c");
        assertThat(context).isHidden();
    }

    @Test
    void contextOfAnotherCommentIsNotShownWhenLoadingFails() {
        addAccount("layla", Role.MODERATOR);
        submitted(Sample.submission());
        String second = submitted(Sample.submission());
        Page page = signedIn("layla", "en", DESK);
        Locator context = page.locator("#context");
        assertThat(context.locator(".thread-entry")).hasCount(1);
        page.route("**/" + second + "/context", route -> route.abort());

        page.keyboard().press("j");
        assertThat(context).isHidden();

        page.keyboard().press("k");
        assertThat(context.locator(".thread-entry")).hasCount(1);
    }

    @Test
    void oneClickFiltersAndSearchShowsItsHits() {
        addAccount("layla", Role.MODERATOR);
        Map<String, Object> spam = Sample.submission();
        for (String text : new String[] {"مقالة أولى", "Buy cheap watches", "والمقال الثاني"}) {
            submit(Sample.with(spam, "body", text));
        }
        submit(Sample.with(Sample.submission("body", "elsewhere"), "article", "other-article"));
        Page page = signedIn("layla", "en", DESK);
        assertThat(page.locator(".item")).hasCount(4);

        page.locator("#q").fill("المقال");
        page.keyboard().press("Enter");
        assertThat(page.locator("#total")).hasText("2 comments");
        assertThat(page.locator(".body mark")).hasText(new String[] {"مقالة", "والمقال"});
        checkView(page, "hits-en-1280");
        page.locator(".item .article-line a").first().click();
        assertThat(page.locator(".item")).hasCount(3);
        page.locator(".item .author-stats a").first().click();
        assertThat(page.locator(".item")).hasCount(4);
        page.locator("#select-all").click();
        page.locator("[data-bulk=REJECT]").click();
        page.locator("#confirm [value=SPAM]").check();
        page.locator("#confirm-submit").click();
        await("REJECTED,REJECTED,REJECTED,REJECTED");
        awaitResponses(page);
    }

    @ParameterizedTest
    @CsvSource({"ar, ليلى, رفض تعليقين؟, مرفوض · إعلان مزعج", "en, layla, Reject 2 comments?, Rejected · Spam"})
    void allPendingCommentsOfAnAuthorAreRejectedAndUndoneTogether(
            String language, String name, String title, String decision) {
        addAccount(name, Role.MODERATOR);
        Map<String, Object> spam = Sample.submission();
        String rejected = submitted(spam);
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        submitted(Sample.with(spam, "body", "Buy cheap watches"));
        // It is on the list of another article, so this page does not show it.
        submitted(Sample.with(Sample.with(spam, "body", "Buy cheap bags"), "article", "other-article"));
        submitted(Sample.submission("email", "another@example.org"));
        Page page = signedIn(name, language, DESK);
        page.locator(".item .article-line a").first().click();
        assertThat(page.locator(".item")).hasCount(2);
        Locator context = page.locator("#context");
        assertThat(context.locator(".last-decisions li")).hasCount(1);
        assertThat(context.locator(".last-decisions .badge")).hasText(decision);
        checkView(page, "author-" + language + "-1280");

        context.locator("[data-reject-author]").click();

        assertThat(page.locator("#confirm-title")).hasText(title);
        page.locator("#confirm [value=SPAM]").check();
        page.locator("#confirm-submit").click();
        await("REJECTED,REJECTED,REJECTED,PENDING");
        awaitResponses(page);
        assertThat(page.locator(".item[data-status=REJECTED]")).hasCount(1);
        page.keyboard().press("u");
        await("REJECTED,PENDING,PENDING,PENDING");
        awaitResponses(page);
    }

    @Test
    void articleIsFilteredByItsTitle() {
        addAccount("layla", Role.MODERATOR);
        approved(Sample.with(
                Sample.with(Sample.submission(), "article", "market-scales"),
                "articleTitle",
                "The scales of the market"));
        String id = submitted(Sample.with(Sample.submission(), "article", "market-scales"));
        submitted(Sample.with(Sample.submission(), "article", "other-article"));
        Page page = signedIn("layla", "en", DESK);

        page.locator(".more-filters summary").click();
        page.locator("#article").fill("scales of the");
        page.locator("#filters .primary").click();

        assertThat(page.locator(".item")).hasCount(1);
        assertThat(card(page, id)).isVisible();
    }
}
