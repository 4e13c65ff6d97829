package mizan.embed.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import mizan.testing.BrowserTest;
import mizan.text.DisplayTextTest;
import org.junit.jupiter.api.Test;

/** The widget shows texts as the service's own pages do. */
class DisplayTextPageTest extends BrowserTest {

    @Test
    void widgetFollowsTheRulesOfTheService() {
        Page page = phone();
        page.navigate("/en");

        DisplayTextTest.directions()
                .forEach(given -> assertThat(call(page, "direction", given.get()[0]))
                        .as("%s", given.get()[0])
                        .isEqualTo(given.get()[1]));
        DisplayTextTest.blankLines()
                .forEach(given -> assertThat(call(page, "withoutBlankLines", given.get()[0]))
                        .isEqualTo(given.get()[1]));
    }

    private static Object call(Page page, String function, Object text) {
        return page.evaluate("async text => (await import('/assets/widget/text.js'))." + function + "(text)", text);
    }
}
