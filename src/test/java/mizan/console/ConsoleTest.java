package mizan.console;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Set;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.BrowserTest;

/** A test with a moderator's browser. */
public abstract class ConsoleTest extends BrowserTest {

    public static final String PASSWORD = "a password for tests";

    /** Widths to look at: a desk, a small screen, a phone. */
    public static final int DESK = 1280;

    public static final int SMALL = 1024;
    public static final int PHONE = 360;

    @Override
    protected Set<String> allowedCookies() {
        return Set.of("mizan-session", "mizan-language");
    }

    /** Makes an account of the service's own, with {@link #PASSWORD}; its sites are all of the test's. */
    protected static void account(String name, Role... roles) {
        bean(Accounts.class)
                .add(Actor.COMMAND_LINE, name, PASSWORD, Set.of(roles), Set.of("demo", "gazette", "herald"));
    }

    /** A browser that speaks a language, with nobody signed in. */
    protected Page browser(String language, int width) {
        return reader(new NewContextOptions().setLocale(language).setViewportSize(width, 800));
    }

    /** Such a browser, in which this moderator has signed in and sees the queue. */
    protected Page signedIn(String name, String language, int width) {
        Page page = browser(language, width);
        page.navigate("/console");
        signIn(page, name);
        return page;
    }

    /** Fills in the sign-in page that is open. */
    protected static void signIn(Page page, String name) {
        page.locator("#username").fill(name);
        page.locator("#password").fill(PASSWORD);
        page.locator("#password").press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    protected static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
