package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.Media;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;

class QueuePrintPageTest extends QueueBrowserTest {

    @Test
    void printedQueueHasNoControls() {
        addAccount("layla", Role.MODERATOR);
        submitComments(3);
        Page page = signedIn("layla", "en", DESK);
        assertThat(page.locator(".actions:visible")).hasCount(3);

        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator(".item .body:visible")).hasCount(3);
        for (String control : new String[] {".actions", ".toolbar", ".search", ".nav", "#context", ".select-box"}) {
            assertThat(page.locator(control + ":visible")).hasCount(0);
        }
    }
}
