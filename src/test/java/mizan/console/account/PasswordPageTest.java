package mizan.console.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;

class PasswordPageTest extends ConsolePageTest {

    @Test
    void moderatorChangesOwnPassword() {
        addAccount("ليلى", Role.MODERATOR);
        Page page = signedIn("ليلى", "ar", PHONE);
        openMenu(page);
        page.locator(".account-name").click();
        page.locator("#present").fill("wrong");
        page.locator("#next").fill("نخلة وراء البيت");
        page.locator("#next").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("غير صحيحة");
        assertThat(accessibilityViolations(page)).isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "password-ar-phone");
        openMenu(page);
        press(page, "English");

        page.locator("#present").fill(PASSWORD);
        page.locator("#next").fill("نخلة وراء البيت");
        page.locator("#next").press("Enter");

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Password changed");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "password-en-phone");
        page.navigate("/console");
        assertThat(page.locator("#claim-next")).isVisible();
    }
}
