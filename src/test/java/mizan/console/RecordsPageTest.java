package mizan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.console.dashboard.DashboardFixture;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Dashboard, people, audit trail and one comment, as they look and as they are used without a thought of script. */
class RecordsPageTest extends ConsoleTest {

    /** What can be loaded once more without a loss. */
    private static final Set<String> IN_BOTH = Set.of("dashboard", "quiet", "people", "audit", "comment");

    @Test
    void aWeekIsLookedAt() {
        DashboardFixture.until(bean(MutableClock.class).instant());
        account("grace", Role.ADMIN);
        Page page = signedIn("grace", "en", DESK);

        page.navigate("/console/dashboard");

        assertThat(page.locator("svg.chart")).hasCount(2);
        assertThat(page.locator("svg.chart").first()).hasAttribute("role", "img");
        look(page, "dashboard");
        press(page, "30 days");
        assertThat(page.locator(".segment[aria-pressed=true]")).hasText("30 days");
        takeScreenshot(page, "dashboard-en-30");
        press(page, "24 hours");
        page.getByText("The numbers").first().click();
        assertThat(page.locator(".data-table tbody tr")).hasCount(24);
        takeScreenshot(page, "dashboard-en-24");
    }

    @Test
    void aQuietWeekSaysSo() {
        account("grace", Role.ADMIN);
        Page page = signedIn("grace", "en", PHONE);

        page.navigate("/console/dashboard");

        assertThat(page.getByText("Nothing came in, and nothing waited.")).hasCount(2);
        look(page, "quiet");
    }

    @Test
    void anAdminAddsSomebodyAndShutsThemOutAgain() {
        account("grace", Role.ADMIN);
        account("ada", Role.MODERATOR, Role.PRIVACY);
        Page page = signedIn("grace", "en", DESK);
        page.navigate("/console/accounts");
        page.getByText("Add a person").click();
        page.locator("#name").fill("no name");
        page.getByLabel("demo").check();
        press(page, "Add a person");
        assertThat(page.locator("#name")).hasValue("no name");
        assertThat(page.getByLabel("demo")).isChecked();
        assertThat(page.locator("#error")).containsText("letters, digits");
        look(page, "person-fault");
        page.locator("#name").fill("ليلى");
        press(page, "Add a person");

        String password = page.locator("#password-shown").textContent();
        look(page, "person-added");
        page.navigate("/console/accounts");
        look(page, "people");
        page.getByText("ليلى").first().click();
        page.getByText("Disable").click();
        assertThat(page.locator("h1")).hasText("Disable ليلى?");
        look(page, "disable");
        press(page, "Disable");
        assertThat(page.getByText("ليلى is shut out.")).isVisible();
        press(page, "Enable again");
        assertThat(page.getByText("ليلى can sign in again.")).isVisible();

        assertThat(bean(Accounts.class).find("ليلى").orElseThrow().sites()).isEqualTo(Set.of("demo"));
        assertThat(post("/api/v1/tokens", Map.of("username", "ليلى", "password", password))
                        .status())
                .isEqualTo(200);
        page.navigate("/console/audit");
        look(page, "audit");
        assertThat(page.locator(".trail li")).not().hasCount(0);
    }

    @Test
    void aCommentIsReadInItsConversationDecidedAndItsAuthorsAddressSeen() {
        account("grace", Role.ADMIN, Role.PRIVACY);
        bean(Accounts.class).add(Actor.COMMAND_LINE, "ada", PASSWORD, Set.of(Role.MODERATOR), Set.of("demo"));
        String top = approved(Sample.submission("body", "ذكّرني المقال بجدّي الذي كان يزن القمح أمام الناس كل صباح."));
        approved(Sample.with(Sample.reply(top), "name", "سامي"));
        String id = submitted(Sample.with(
                Sample.with(Sample.reply(top), "body", "الميزان لا يجامل أحدًا.\nهكذا كان يقول، وما زال على حق."),
                "email",
                "layla@example.org"));
        submitted(Sample.with(Sample.reply(top), "body", "I saw it on Friday. <script>alert(1)</script>"));
        Page page = signedIn("grace", "en", DESK);
        page.navigate("/console/comments/" + id);

        assertThat(page.locator(".thread-entry")).hasCount(4);
        press(page, "Reject");
        assertThat(page.locator("#problem")).hasText("Please choose a reason.");
        page.getByText("Other").click();
        page.locator("#note").fill("first\nsecond");
        String ada = moderator("ada", "MODERATOR", "demo");
        decide(id, "reject", Map.of("version", 0, "reason", "ABUSE", "note", "hers"), ada);
        press(page, "Reject");
        assertThat(page.locator("#problem")).containsText("ada rejected this");
        assertThat(page.locator("blockquote.card")).containsText("first\nsecond");
        page.navigate("/console/comments/" + id);
        assertThat(page.locator("#history .note")).hasText("hers");
        press(page, "Reopen");
        look(page, "comment");
        press(page, "Approve");
        page.getByText("Reveal").click();
        look(page, "reveal");
        page.locator("#purpose").fill("court order 12/2026");
        press(page, "Reveal");

        assertThat(page.locator("#address")).hasText("layla@example.org");
        assertThat(page.url()).doesNotContain("layla");
        look(page, "revealed");
        page.getByText("Close").click();
        assertThat(page.locator("body")).not().containsText("layla@example.org");
        assertThat(Postgres.query("SELECT moderator, detail FROM audit_entry WHERE action = 'EMAIL_REVEALED'"))
                .containsExactly(List.of("grace", "court order 12/2026"));
    }

    /** Everywhere: axe in light and dark, no sideways scrolling; with shots, in both languages and three widths. */
    private static void look(Page page, String name) {
        boolean isShot = !System.getProperty("browser.shots", "").isEmpty();
        assertThat(accessibilityViolations(page)).as(name).isEmpty();
        for (int width : isShot ? List.of(DESK, SMALL, PHONE) : List.of(PHONE)) {
            page.setViewportSize(width, 800);
            assertThat(fitsViewport(page)).as(name + " at " + width).isTrue();
            takeScreenshot(page, name + "-" + width);
        }
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK).setReducedMotion(ReducedMotion.REDUCE));
        assertThat(accessibilityViolations(page)).as(name + " in the dark").isEmpty();
        page.setViewportSize(DESK, 800);
        takeScreenshot(page, name + "-dark");
        if (isShot && IN_BOTH.contains(name)) {
            String here = page.url();
            press(page, "العربية");
            page.navigate(here);
            takeScreenshot(page, name + "-ar-dark");
            page.setViewportSize(PHONE, 800);
            takeScreenshot(page, name + "-ar-360");
            page.setViewportSize(DESK, 800);
            press(page, "English");
            page.navigate(here);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
}
