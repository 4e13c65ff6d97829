package mizan.console.layout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"ar, 768", "en, 768", "ar, 1024", "en, 1024"})
    void navigationOfAllRolesFitsTheScreen(String language, int width) {
        addAccount("grace", Role.ADMIN, Role.MODERATOR, Role.PRIVACY);

        Page page = signedIn("grace", language, width);

        assertThat(page.locator("#main")).isVisible();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "layout-" + language + "-" + width);
    }
}
