package mizan.console.block;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class BlocksPageTest extends ConsolePageTest {

    @Test
    void moderatorBlocksAnAuthorAndLiftsTheBlock() {
        addAccount("ada", Role.MODERATOR);
        String first = submitted(Sample.submission());
        submitted(Sample.submission("email", "omar@example.org"));
        Page page = signedIn("ada", "en", DESK);
        page.navigate("/console/comments/" + first);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Block…"))
                .click();
        checkPage(page, "block");
        page.locator("#note").fill("تحذير ثالث");
        page.locator("#days").selectOption("");
        press(page, "Block");

        assertThat(page.locator("[role=status]")).containsText("Blocked");
        assertThat(page.locator(".trail li")).hasCount(1);
        checkPage(page, "blocks");
        page.navigate("/console/comments/" + submitted(Sample.submission()));
        assertThat(page.locator("h1 + .badge")).hasText("Rejected");
        checkPage(page, "comment");
        page.navigate("/console/blocks");
        page.locator(".trail .button").click();

        assertThat(page.locator("[role=status]")).containsText("Lifted");
        assertThat(page.locator("main")).containsText("Nobody is blocked");
    }
}
