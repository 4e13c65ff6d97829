package mizan.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Set;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.BrowserTest;

/** Base class of the console's browser tests. */
public abstract class ConsolePageTest extends BrowserTest {

    public static final String PASSWORD = "a password for tests";

    /** Viewport widths in pixels: a desktop, a small screen, a phone. */
    public static final int DESK = 1280;

    public static final int SMALL = 1024;
    public static final int PHONE = 360;

    /** Pages that show the same content after a reload. */
    private static final Set<String> RELOADABLE = Set.of(
            "dashboard",
            "no-activity",
            "accounts",
            "audit",
            "block",
            "blocks",
            "comment",
            "articles",
            "article",
            "transfer",
            "webhook",
            "webhook-delete",
            "webhook-new",
            "webhooks",
            "screening-rules");

    @Override
    protected Set<String> allowedCookies() {
        return Set.of("mizan-session", "mizan-language");
    }

    /** Adds a local account for all sites, with {@link #PASSWORD}. */
    protected static void addAccount(String name, Role... roles) {
        bean(Accounts.class)
                .add(Actor.COMMAND_LINE, name, PASSWORD, Set.of(roles), Set.of("demo", "gazette", "herald"));
    }

    /** A browser with this language, not signed in. */
    protected Page browser(String language, int width) {
        return reader(new NewContextOptions().setLocale(language).setViewportSize(width, 800));
    }

    /** A browser in which this moderator is signed in, on the queue page. */
    protected Page signedIn(String name, String language, int width) {
        Page page = browser(language, width);
        page.navigate("/console");
        signIn(page, name);
        return page;
    }

    /** Signs in on the open sign-in page. */
    protected static void signIn(Page page, String name) {
        page.locator("#username").fill(name);
        page.locator("#password").fill(PASSWORD);
        page.locator("#password").press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** On a narrow page, where the navigation is behind a button. */
    protected static void openMenu(Page page) {
        page.locator(".menu-button").click();
    }

    protected static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /**
     * Checks the open page with axe in light and dark mode, and that it does not scroll horizontally. With screenshots
     * enabled, it takes them in both languages and in three widths.
     */
    protected static void checkPage(Page page, String name) {
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
        if (isShot && RELOADABLE.contains(name)) {
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
