package mizan.console.screening;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class ScreeningPageTest extends ConsolePageTest {

    @Test
    void adminTriesRulesAndQueueIsOrderedByScore() {
        addAccount("grace", Role.ADMIN);
        submitted(Sample.submission());
        submitted(Sample.submission(
                "body",
                "للتواصل واتساب ٠٥٠١٢٣٤٥٦٧ أو https://www.раypal.com/login وحسابي SA03 8000 0000 6080 1016 7519"));
        Page page = signedIn("grace", "en", DESK);

        page.navigate("/console/screening");
        page.locator("#body").fill("للتواصل واتساب 0501234567 وشكرا");
        press(page, "Check");

        assertThat(page.locator("mark")).hasCount(3);
        assertThat(page.locator("[role=status]")).containsText("Score 50");
        checkPage(page, "screening");

        page.navigate("/console?order=score");
        assertThat(page.locator(".item").first()).containsText("Bank account");
        takeScreenshot(page, "queue-by-score");
    }
}
