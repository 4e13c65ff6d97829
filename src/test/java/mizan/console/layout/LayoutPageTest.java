package mizan.console.layout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;

class LayoutPageTest extends ConsolePageTest {

    @Test
    void navigationOfAdminShowsAllPages() {
        addAccount("grace", Role.ADMIN);

        Page page = signedIn("grace", "en", DESK);

        assertThat(page.getByText("Accounts")).isVisible();
        assertThat(page.getByText("Audit trail")).isVisible();
        assertThat(page.locator("[aria-current=page]")).hasText("Queue");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "layout-en-desk");
    }
}
