package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments on paper and with forced colours. */
class PrintPageTest extends WidgetBrowserTest {

    private static final String LONG = "سطر\n".repeat(40) + "الأخير";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void printedCommentsAreWholeAndHaveNoControls(boolean isWidget) {
        published(Sample.submission("body", LONG));
        published(Sample.submission());
        Page page = phone();
        if (isWidget) {
            read(page, article(""));
        } else {
            page.navigate("/sites/gazette/comments.html?article=balance");
        }
        assertThat(page.locator(".respond")).isVisible();

        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator(".comment")).hasCount(2);
        for (String control : new String[] {".respond", ".reply", ".report", ".order", ".jump"}) {
            assertThat(page.locator(control + ":visible")).hasCount(0);
        }
        assertThat(page.locator(".body").first()).hasCSS("display", "block");
    }

    @Test
    void submitButtonHasABorderWithForcedColours() {
        published(Sample.submission());
        Page page = phone();
        read(page, article(""));

        page.emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));

        assertThat(page.locator(".submit")).hasCSS("border-top-style", "solid");
    }
}
