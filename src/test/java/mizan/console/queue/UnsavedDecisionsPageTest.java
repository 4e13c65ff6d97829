package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class UnsavedDecisionsPageTest extends QueueBrowserTest {

    @Test
    void decisionsSurviveConflictsOfflineAndSessionEnd() {
        addAccount("layla", Role.MODERATOR);
        addAccount("omar", Role.MODERATOR);
        List<String> ids = submitComments(4);
        Page layla = signedIn("layla", "en", SMALL);
        Page omar = signedIn("omar", "en", SMALL);
        for (Page page : List.of(layla, omar)) {
            page.waitForFunction("() => document.querySelector('#pending').dataset.count === '4'");
        }

        omar.keyboard().press("a");
        assertThat(card(layla, ids.get(0)).locator("[data-state]")).containsText(THEIRS);
        assertThat(layla.locator("#pending")).hasText("3");
        checkView(layla, "decided-by-another-en-1024");

        // Omar decides while Layla's browser receives no events and is then offline.
        layla.route("**/events*", route -> route.abort());
        layla.reload();
        assertThat(layla.locator("#paused")).hasText("Live updates paused. Reconnecting…");
        layla.context().setOffline(true);
        omar.keyboard().press("a");
        await("APPROVED,APPROVED,PENDING,PENDING");
        focus(layla, ids.get(1));
        layla.keyboard().press("r");
        layla.keyboard().press("1");
        assertThat(layla.locator("#alerts")).containsText("saved here");
        assertThat(card(layla, ids.get(1)).locator("[data-state]")).hasText("You rejected this · Spam");
        checkView(layla, "offline-en-1024");
        layla.context().setOffline(false);
        assertThat(card(layla, ids.get(1)).locator("[data-state]")).containsText(THEIRS);
        assertThat(layla.locator("#alerts")).containsText(THEIRS);
        assertThat(statuses()).isEqualTo("APPROVED,APPROVED,PENDING,PENDING");
        assertThat(layla.locator("#undo")).isHidden();
        checkView(layla, "refused-en-1024");

        // The session ends. The typed note is kept.
        bean(Accounts.class).changePassword(Actor.COMMAND_LINE, "layla", PASSWORD + "!");
        focus(layla, ids.get(2));
        layla.keyboard().press("n");
        layla.keyboard().type("seen twice");
        layla.keyboard().press("Enter");
        layla.keyboard().press("a");
        assertThat(layla.locator("#alerts")).containsText("session has ended");
        bean(Accounts.class).changePassword(Actor.COMMAND_LINE, "layla", PASSWORD);
        Page again = layla.context().newPage();
        again.navigate("/console/sign-in");
        signIn(again, "layla");
        layla.evaluate("() => dispatchEvent(new Event('focus'))");
        await("APPROVED,APPROVED,APPROVED,PENDING");
        assertThat(Postgres.value("SELECT note FROM decision WHERE note IS NOT NULL"))
                .isEqualTo("seen twice");

        // New comments are announced by a button, which appends them to the list.
        submitted(Sample.submission());
        assertThat(omar.locator("#arrivals")).hasText("1 new comment");
        omar.locator("#arrivals").click();
        assertThat(omar.locator(".item")).hasCount(5);
    }

    @Test
    void decisionIsUndoneAfterReloadAndFailedUndoIsShown() {
        addAccount("grace", Role.ADMIN);
        List<String> ids = submitComments(3);
        Page page = signedIn("grace", "en", DESK);

        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING");
        assertThat(page.locator("#undo")).isVisible();
        page.waitForFunction("() => sessionStorage.getItem('mizan.undo.grace') !== '[]'");
        awaitResponses(page);
        page.reload();
        page.keyboard().press("u");
        await("PENDING,PENDING,PENDING");
        awaitResponses(page);

        // A proxy answers in place of the service.
        page.reload();
        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING");
        awaitResponses(page);
        page.route(
                "**/undo",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(403)
                        .setContentType("text/html")
                        .setBody("<h1>no</h1>")));
        page.keyboard().press("u");
        assertThat(page.locator("#alerts")).containsText("Decision failed");
        assertThat(card(page, ids.get(0)).locator("[data-state]")).hasText("You approved this");

        // A note that is being typed is kept when another moderator decides on the comment.
        focus(page, ids.get(1));
        page.keyboard().press("n");
        page.keyboard().type("to");
        decide(ids.get(1), "approve", Map.of("version", 0), moderator("omar", "MODERATOR", "demo"));
        assertThat(card(page, ids.get(1)).locator("[data-state]")).containsText(THEIRS);
        page.keyboard().type("uja");
        assertThat(card(page, ids.get(1)).locator("textarea")).hasValue("touja");
        assertThat(statuses()).isEqualTo("APPROVED,APPROVED,PENDING");
    }
}
