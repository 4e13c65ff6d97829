package mizan.console.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;

class SignInPageTest extends ConsolePageTest {

    @Test
    void signInReturnsToRequestedPage() {
        addAccount("ليلى", Role.MODERATOR);
        Page page = browser("ar", PHONE);
        page.navigate("/console?site=demo");
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "sign-in-ar-phone");

        page.locator("#username").fill("ليلى");
        page.locator("#password").fill("wrong");
        page.locator("#password").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("غير صحيحة");
        assertThat(page.locator("#username")).hasValue("ليلى");
        assertThat(page.locator("#password")).isFocused();
        assertThat(accessibilityViolations(page)).isEmpty();
        press(page, "English");
        signIn(page, "ليلى");

        assertThat(page.url()).endsWith("/console?site=demo");
        assertThat(page.locator("html")).hasAttribute("dir", "ltr");
        assertThat(page.getByText("Accounts")).hasCount(0);
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "layout-en-phone-dark");

        openMenu(page);
        press(page, "Sign out");
        assertThat(page.locator("#username")).isVisible();
        page.navigate("/console");
        assertThat(page.locator("#username")).isVisible();
    }
}
