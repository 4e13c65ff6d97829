package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsPageTest extends QueueBrowserTest {

    @ParameterizedTest
    @CsvSource({"ar, ليلى, قيد المراجعة لدى, مُسند إليك", "en, layla, is reviewing this, Assigned to you"})
    void claimIsTakenOverAndReleasedOnItsCard(String language, String name, String theirs, String own) {
        addAccount(name, Role.ADMIN);
        List<String> ids = submitComments(3);
        String omar = moderator("omar", "MODERATOR", "demo");
        post("/api/v1/moderation/claims", Map.of("limit", 2), "Authorization", omar);
        Page page = signedIn(name, language, DESK);
        Locator card = card(page, ids.get(0));
        assertThat(card.locator(".claim:visible")).containsText(theirs);
        checkView(page, "claims-" + language + "-1280");

        card.locator(".claim:visible button").click();

        assertThat(card.locator(".claim:visible")).containsText(own);
        assertThat(card.locator(".comment")).isFocused();
        card.locator(".claim:visible button").click();
        assertThat(card.locator(".claim:visible")).hasCount(0);
        // Omar claims it again. The claim appears by itself.
        post("/api/v1/moderation/claims", Map.of("limit", 1), "Authorization", omar);
        assertThat(card.locator(".claim:visible")).containsText(theirs);
        page.keyboard().press("a");
        assertThat(page.locator("#alerts")).containsText("omar");
        page.setViewportSize(390, 800);
        checkView(page, "claims-" + language + "-390");
        card.locator(".claim:visible button").click();
        assertThat(card.locator(".claim:visible")).containsText(own);
        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'CLAIM_TAKEN_OVER'"))
                .isEqualTo("2");
        awaitResponses(page);
    }

    @Test
    void claimedCardsAreSkippedAndRefusalsStay() {
        addAccount("layla", Role.MODERATOR);
        List<String> ids = submitComments(6);
        String omar = moderator("omar", "MODERATOR", "demo");
        post("/api/v1/moderation/comments/" + ids.get(1) + "/claim", "", "Authorization", omar);
        Page page = browser("en", DESK);
        page.route("**/events*", route -> route.abort());
        page.navigate("/console");
        signIn(page, "layla");

        page.keyboard().press("a");
        assertThat(card(page, ids.get(2))).hasClass(Pattern.compile("current"));
        awaitResponses(page); // The response to the decision clears a hint.
        page.keyboard().press("k");
        page.keyboard().press("a");
        assertThat(page.locator("#alerts")).containsText("is reviewing this");
        page.keyboard().press("r");
        assertThat(page.locator(".reasons")).hasCount(0);
        page.keyboard().press("Escape");
        await("APPROVED,PENDING,PENDING,PENDING,PENDING,PENDING");

        // Omar claims three more without this page noticing. The refusals stay while the next decision is made.
        for (int i = 2; i < 5; i++) {
            post("/api/v1/moderation/comments/" + ids.get(i) + "/claim", "", "Authorization", omar);
        }
        for (int i = 2; i < 6; i++) {
            focus(page, ids.get(i));
            page.keyboard().press("a");
        }
        await("APPROVED,PENDING,PENDING,PENDING,PENDING,APPROVED");
        assertThat(page.locator("#alerts summary")).hasText("3 decisions not saved");
        page.locator("#alerts summary").click();
        assertThat(page.locator("#alerts li")).hasCount(3);
        checkView(page, "refusals-en-1280");
        press(page, "Close");
        assertThat(page.locator("#alerts")).isEmpty();
        awaitResponses(page);
    }

    @Test
    void barShowsTheNumberOfOwnClaims() {
        addAccount("layla", Role.MODERATOR);
        List<String> ids = submitComments(4);
        String omar = moderator("omar", "MODERATOR", "demo");
        post("/api/v1/moderation/comments/" + ids.getFirst() + "/claim", "", "Authorization", omar);
        Page page = signedIn("layla", "en", DESK);
        Locator own = page.locator("#own-claims");
        assertThat(own).hasText("0");

        page.locator("#claim-next").click();

        assertThat(page.locator(".item")).hasCount(3);
        assertThat(own).hasText("3");
        page.keyboard().press("a");
        await("PENDING,APPROVED,PENDING,PENDING");
        assertThat(own).hasText("2");
        page.setViewportSize(PHONE, 740);
        assertThat(own).isVisible();
        assertThat(page.locator("#paused")).isHidden();
        checkView(page, "own-claims-en-360");
        awaitResponses(page);
    }

    @Test
    void claimsOfOthersComeAndGoWhileThePageIsOpen() {
        addAccount("layla", Role.MODERATOR);
        List<String> ids = submitComments(3);
        String omar = moderator("omar", "MODERATOR", "demo");
        Page page = signedIn("layla", "en", DESK);
        Locator claim = card(page, ids.get(0)).locator(".claim:visible");
        assertThat(claim).hasCount(0);

        post("/api/v1/moderation/claims", Map.of("limit", 2), "Authorization", omar);

        assertThat(claim).containsText("is reviewing this");
        assertThat(page.locator("#claimed")).hasText("2");
        assertThat(page.locator("#own-claims")).hasText("0");
        page.keyboard().press("a");
        assertThat(page.locator("#alerts")).containsText("is reviewing this");
        page.reload();
        assertThat(card(page, ids.get(2))).hasClass(Pattern.compile("current"));
        send("DELETE", "/api/v1/moderation/claims", "", "Authorization", omar);
        assertThat(claim).hasCount(0);
        focus(page, ids.get(0));
        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING");
        awaitResponses(page);
    }
}
