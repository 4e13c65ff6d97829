package mizan.embed.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import mizan.testing.BrowserTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The privacy notice in a browser, and the link of the widget to it. */
class PrivacyNoticePageTest extends BrowserTest {

    @ParameterizedTest
    @CsvSource({"ar, 360, LIGHT", "ar, 1280, DARK", "en, 360, DARK", "en, 1280, LIGHT"})
    void noticeIsAccessibleAndFitsTheScreen(String language, int width, ColorScheme scheme) {
        Page page = reader(new NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));

        page.navigate("/privacy?site=demo&lang=" + language);

        takeScreenshot(page, String.join("-", "privacy", language, Integer.toString(width), scheme.name()));
        assertThat(fitsViewport(page)).isTrue();
        assertThat(accessibilityViolations(page)).isEmpty();
    }

    @Test
    void widgetLinksToTheNotice() {
        Page page = reader(new NewContextOptions().setViewportSize(360, 900));
        page.navigate("/en");
        // Not the form without script, which the widget replaces: its link disappears while the test scrolls to it.
        Locator link = page.locator("[part=form] a:has-text('Privacy notice')");
        link.scrollIntoViewIfNeeded();
        takeScreenshot(page, "privacy-link-en-360");

        page.navigate((String) link.evaluate("link => link.href"));

        assertThat(page.title()).isEqualTo("Privacy notice for comments");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    }
}
