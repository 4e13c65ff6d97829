package mizan.console.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.testing.MutableClock;
import org.junit.jupiter.api.Test;

class DashboardPageTest extends ConsolePageTest {

    @Test
    void chartsAndTableFollowSelectedPeriod() {
        DashboardFixture.until(bean(MutableClock.class).instant());
        addAccount("grace", Role.ADMIN);
        Page page = signedIn("grace", "en", DESK);

        page.navigate("/console/dashboard");

        assertThat(page.locator("svg.chart")).hasCount(2);
        assertThat(page.locator("svg.chart").first()).hasAttribute("role", "img");
        checkPage(page, "dashboard");
        press(page, "30 days");
        assertThat(page.locator(".segment[aria-pressed=true]")).hasText("30 days");
        takeScreenshot(page, "dashboard-en-30");
        press(page, "24 hours");
        page.getByText("Show table").first().click();
        assertThat(page.locator(".data-table tbody tr")).hasCount(24);
        takeScreenshot(page, "dashboard-en-24");
    }

    @Test
    void periodWithoutActivityIsExplained() {
        addAccount("grace", Role.ADMIN);
        Page page = signedIn("grace", "en", PHONE);

        page.navigate("/console/dashboard");

        assertThat(page.getByText("No activity in this period.")).hasCount(2);
        checkPage(page, "no-activity");
    }
}
