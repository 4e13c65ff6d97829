package mizan.console.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Set;
import mizan.console.ConsolePageTest;
import mizan.moderator.Accounts;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;

class AccountsPageTest extends ConsolePageTest {

    @Test
    void adminAddsDisablesAndEnablesAccount() {
        addAccount("grace", Role.ADMIN);
        addAccount("ada", Role.MODERATOR, Role.PRIVACY);
        Page page = signedIn("grace", "en", DESK);
        page.navigate("/console/accounts");
        page.getByText("Add account").click();
        page.locator("#name").fill("no name");
        page.getByLabel("demo").check();
        press(page, "Add account");
        assertThat(page.locator("#name")).hasValue("no name");
        assertThat(page.getByLabel("demo")).isChecked();
        assertThat(page.locator("#error")).containsText("letters, digits");
        checkPage(page, "account-error");
        page.locator("#name").fill("ليلى");
        press(page, "Add account");

        String password = page.locator("#password-shown").textContent();
        checkPage(page, "account-added");
        page.navigate("/console/accounts");
        checkPage(page, "accounts");
        page.getByText("ليلى").first().click();
        page.getByText("Disable").click();
        assertThat(page.locator("h1")).hasText("Disable ليلى?");
        checkPage(page, "account-disable");
        press(page, "Disable");
        assertThat(page.getByText("ليلى has been disabled.")).isVisible();
        press(page, "Enable");
        assertThat(page.getByText("ليلى can sign in again.")).isVisible();

        assertThat(bean(Accounts.class).find("ليلى").orElseThrow().sites()).isEqualTo(Set.of("demo"));
        assertThat(post("/api/v1/tokens", Map.of("username", "ليلى", "password", password))
                        .status())
                .isEqualTo(200);
        page.navigate("/console/audit");
        checkPage(page, "audit");
        assertThat(page.locator(".trail li")).not().hasCount(0);
    }
}
