package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mizan.moderator.Role;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusDeskPageTest extends QueueBrowserTest {

    private static final Pattern CURRENT = Pattern.compile("current");

    @ParameterizedTest
    @CsvSource({"ar, ليلى", "en, layla"})
    void currentCommentKeepsItsPlaceAndDecidedOnesFold(String language, String name) {
        addAccount(name, Role.MODERATOR);
        List<String> ids = submitComments(12);
        Page page = signedIn(name, language, DESK);
        assertThat(card(page, ids.get(0))).hasClass(CURRENT);
        page.keyboard().press("a");
        assertThat(card(page, ids.get(1))).hasClass(CURRENT);
        double place = top(card(page, ids.get(1)));
        observeLayoutShifts(page);

        for (int i = 1; i < 9; i++) {
            page.keyboard().press(i % 2 == 0 ? "a" : "3");
            assertThat(card(page, ids.get(i + 1))).hasClass(CURRENT);
            assertThat(top(card(page, ids.get(i + 1)))).isEqualTo(place);
        }

        assertThat(place).isBetween(0.2 * 800, 0.3 * 800);
        assertThat(layoutShifts(page)).isEmpty();
        awaitResponses(page);
        Locator folded = card(page, ids.get(7)).locator(".folded");
        assertThat(folded).containsText(language.equals("en") ? "Hate speech" : "كراهية");
        checkView(page, "folded-" + language + "-1280");
        for (int width : new int[] {360, 768, 1920}) {
            page.setViewportSize(width, 800);
            checkView(page, "folded-" + language + "-" + width);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        page.setViewportSize(DESK, 800);
        takeScreenshot(page, "folded-" + language + "-forced");

        folded.locator(".undo-one").click();

        await("APPROVED,REJECTED,APPROVED,REJECTED,APPROVED,REJECTED,APPROVED,PENDING,APPROVED"
                + ",PENDING,PENDING,PENDING");
        assertThat(card(page, ids.get(7))).hasClass(CURRENT);
        assertThat(card(page, ids.get(7)).locator(".body")).isVisible();
        awaitResponses(page);
    }

    @Test
    void rejectionsAlwaysShowTheirReason() {
        addAccount("layla", Role.MODERATOR);
        List<String> ids = submitComments(5);
        Page page = signedIn("layla", "en", DESK);
        for (String key : List.of("x", "j", "x", "j", "x", "r", "3", "Enter")) {
            page.keyboard().press(key);
        }
        await("REJECTED,REJECTED,REJECTED,PENDING,PENDING");
        assertThat(page.locator("#last-decision-text")).hasText("3 comments rejected · Hate speech");
        awaitResponses(page);
        // One of them is taken back; the others stay together.
        card(page, ids.get(1)).locator(".undo-one").click();
        await("REJECTED,PENDING,REJECTED,PENDING,PENDING");
        awaitResponses(page);

        decide(
                ids.get(4),
                "reject",
                Map.of("version", 0, "reason", "PERSONAL_DATA"),
                moderator("omar", "MODERATOR", "demo"));

        assertThat(card(page, ids.get(4)).locator(".folded")).containsText("Personal data");
        page.keyboard().press("u");
        await("PENDING,PENDING,PENDING,PENDING,REJECTED");
        awaitResponses(page);
        page.navigate("/console?status=REJECTED");
        assertThat(card(page, ids.get(4)).locator("[data-state]")).containsText("Rejected · Personal data");
    }

    @ParameterizedTest
    @CsvSource({"ar, ليلى", "en, layla"})
    void phoneIsUsedWithTheThumbAlone(String language, String name) {
        addAccount(name, Role.MODERATOR);
        List<String> ids = submitComments(4);
        submit(Sample.with(Sample.submission(), "body", "سطر من تعليق طويل جدًا.\n".repeat(60)));
        Page page = reader(new NewContextOptions()
                .setLocale(language)
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true));
        page.navigate("/console");
        signIn(page, name);
        assertThat(card(page, ids.get(0))).hasClass(CURRENT);
        assertThat(top(card(page, ids.get(0)))).isLessThan(844 / 3.0);
        assertThat(page.locator("kbd:visible")).hasCount(0);
        checkView(page, "phone-" + language);
        page.reload();
        assertThat(card(page, ids.get(0))).hasClass(CURRENT);

        page.locator("[data-thumb=approve]").tap();
        page.locator("[data-thumb=reject]").tap();
        page.locator(".reasons [value=HATE]").tap();
        await("APPROVED,REJECTED,PENDING,PENDING,PENDING");
        assertThat(page.locator("kbd:visible")).hasCount(0);
        page.locator("#undo").tap();
        await("APPROVED,PENDING,PENDING,PENDING,PENDING");
        for (int i = 0; i < 3; i++) {
            page.locator("[data-thumb=approve]").tap();
        }
        await("APPROVED,APPROVED,APPROVED,APPROVED,PENDING");
        awaitResponses(page);
        assertThat(page.locator(".current .read-all")).isVisible();
        checkView(page, "phone-long-" + language);
        page.locator("[popovertarget=thumb-menu]").tap();
        checkView(page, "phone-menu-" + language);
        page.locator("[data-thumb=history]").tap();
        page.locator(".menu-button").tap();
        checkView(page, "phone-navigation-" + language);
    }

    private static double top(Locator card) {
        return ((Number) card.evaluate("element => element.getBoundingClientRect().top")).doubleValue();
    }

    private static void observeLayoutShifts(Page page) {
        page.evaluate("""
                () => {
                    window.layoutShifts = [];
                    new PerformanceObserver(list => list.getEntries().forEach(entry => layoutShifts.push(
                        entry.value + ' ' + entry.sources.map(source => source.node?.className))))
                        .observe({ type: 'layout-shift' });
                }
                """);
    }

    @SuppressWarnings("unchecked")
    private static List<String> layoutShifts(Page page) {
        return (List<String>) page.evaluate("""
                async () => {
                    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                    return layoutShifts;
                }
                """);
    }
}
