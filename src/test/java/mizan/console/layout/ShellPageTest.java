package mizan.console.layout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import mizan.console.ConsoleTest;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;

class ShellPageTest extends ConsoleTest {

    @Test
    void whoSignsInGetsWhereTheyWantedToGoAndOutAgain() {
        account("ليلى", Role.MODERATOR);
        Page page = browser("ar", PHONE);
        page.navigate("/console?site=demo");
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "sign-in-ar-phone");

        page.locator("#username").fill("ليلى");
        page.locator("#password").fill("wrong");
        page.locator("#password").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("غير صحيحين");
        assertThat(page.locator("#username")).hasValue("ليلى");
        assertThat(page.locator("#password")).isFocused();
        assertThat(accessibilityViolations(page)).isEmpty();
        press(page, "English");
        signIn(page, "ليلى");

        assertThat(page.url()).endsWith("/console?site=demo");
        assertThat(page.locator("html")).hasAttribute("dir", "ltr");
        assertThat(page.getByText("People")).hasCount(0);
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "shell-en-phone-dark");

        press(page, "Sign out");
        assertThat(page.locator("#username")).isVisible();
        page.navigate("/console");
        assertThat(page.locator("#username")).isVisible();
    }

    @Test
    void ownPasswordsAreChangedByThoseWhoHaveThem() {
        account("ليلى", Role.MODERATOR);
        Page page = signedIn("ليلى", "ar", PHONE);
        page.locator(".account-name").click();
        page.locator("#present").fill("wrong");
        page.locator("#next").fill("نخلة وراء البيت");
        page.locator("#next").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("غير صحيحة");
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "password-ar-phone");
        press(page, "English");

        page.locator("#present").fill(PASSWORD);
        page.locator("#next").fill("نخلة وراء البيت");
        page.locator("#next").press("Enter");

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your password is changed");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "password-en-phone");
        page.navigate("/console");
        assertThat(page.locator("#claim-next")).isVisible();
    }

    @Test
    void anAdminSeesEveryWay() {
        account("grace", Role.ADMIN);

        Page page = signedIn("grace", "en", DESK);

        assertThat(page.getByText("People")).isVisible();
        assertThat(page.getByText("Audit trail")).isVisible();
        assertThat(page.locator("[aria-current=page]")).hasText("Queue");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "shell-en-desk");
    }
}
