package mizan.console.webhook;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.UUID;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;

class WebhooksPageTest extends ConsolePageTest {

    @Test
    void adminAddsTestsAndDeletesAWebhook() {
        addAccount("grace", Role.ADMIN);
        Page page = signedIn("grace", "en", DESK);
        page.getByText("Webhooks").click();
        page.getByText("Add webhook").click();
        page.locator("#url").fill("http://hooks.example");
        press(page, "Add webhook");
        assertThat(page.locator("#url-error")).containsText("https://");
        assertThat(page.locator("#url")).hasValue("http://hooks.example");
        checkPage(page, "webhook-new");
        page.locator("#url").fill("https://hooks.example/services/T024BE7LD/a-rather-long-token-of-the-receiver");
        page.getByLabel("Queue overdue").uncheck();
        press(page, "Add webhook");
        assertThat(page.locator("#secret-shown")).containsText("whsec_");
        checkPage(page, "webhook-added");

        press(page, "Send a test event");
        assertThat(page.getByText("A test event will be sent soon.")).isVisible();
        WebhooksPageApiTest.deliver("COMMENT_APPROVED", "'" + UUID.randomUUID() + "'", "PARKED", "status-503");
        WebhooksPageApiTest.deliver("COMMENT_REJECTED", "'" + UUID.randomUUID() + "'", "PENDING", "timed-out");
        WebhooksPageApiTest.deliver("COMMENT_SUBMITTED", "'" + UUID.randomUUID() + "'", "DELIVERED", "status-204");
        page.getByText("Webhooks").first().click();
        checkPage(page, "webhooks");
        page.getByText("https://hooks.example").click();
        checkPage(page, "webhook");
        press(page, "Send parked events again (1)");
        assertThat(page.getByText("The parked events will be sent again.")).isVisible();

        page.getByText("Delete webhook").last().click();
        assertThat(page.locator("h1")).hasText("Delete this webhook?");
        checkPage(page, "webhook-delete");
        press(page, "Delete webhook");
        assertThat(page.getByText("The webhook has been deleted.")).isVisible();
        assertThat(page.getByText("There are no webhooks.")).isVisible();
    }
}
