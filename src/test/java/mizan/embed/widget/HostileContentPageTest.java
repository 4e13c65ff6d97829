package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.text.Normalizer;
import java.util.List;
import mizan.testing.Sample;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile names and comments are shown as text, and do not change the layout of their neighbours. */
class HostileContentPageTest extends WidgetBrowserTest {

    private static final String RLO = "\u202E";
    /** As many marks on each letter as are accepted. */
    private static final String ZALGO = ("ه" + "\u0301\u0300\u0302\u0308\u0330\u0317\u0301\u0330").repeat(60);

    /** Name and body of a hostile comment. */
    record Attack(String name, String body) {}

    static List<Attack> attacks() {
        return List.of(
                new Attack(
                        "<img src=x onerror=alert(1)>",
                        "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>"),
                new Attack("\"><svg onload=alert(1)>", "javascript:alert(1) {0} {1} ${7*7} &lt;b&gt;"),
                new Attack("عادي", RLO + "من اليسار" + RLO + " left \u2066 open \u2067 and"),
                new Attack(("ز" + "\u0651\u064B\u0670\u0656".repeat(2)).repeat(80), (ZALGO + " ").repeat(8) + "."),
                new Attack("👩‍👩‍👧".repeat(80), "😀".repeat(5_000)),
                new Attack("W".repeat(80), "https://" + "w".repeat(3_000) + "ك".repeat(1_500)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void hostileContentIsShownAsTextAndLeavesNeighboursUnchanged(Attack attack) {
        String article = article("");
        String id = published(Sample.submission("body", "قبل 123 before"));
        published(Sample.submission("body", "بعد 123 after"));
        Page before = phone();
        read(before, article);

        String hostile =
                published(Sample.with(Sample.with(Sample.reply(id), "name", attack.name()), "body", attack.body()));
        Page page = phone();
        read(page, article);

        String selector = "[data-id='" + hostile + "'] ";
        assertThat(page.locator(selector + ".name").textContent()).isEqualTo(stored(attack.name()));
        assertThat(page.locator(selector + ".body").textContent()).isEqualTo(stored(attack.body()));
        assertThat(page.locator("section :is(script, img, svg, iframe)")).hasCount(0);
        assertThat(letterPositions(page, "before")).isEqualTo(letterPositions(before, "before"));
        assertThat(letterPositions(page, "after")).isEqualTo(letterPositions(before, "after"));
        assertThat(overflowing(page, selector))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        assertThat(fitsViewport(page)).isTrue();
        takeScreenshot(page, "hostile-" + attacks().indexOf(attack));
    }

    private static String stored(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    // Horizontal position of each letter of a neighbour's name, time and text.
    private static Object letterPositions(Page page, String word) {
        return page.evaluate("""
                word => [...document.querySelector('mizan-comments').shadowRoot.querySelectorAll('.entry')]
                    .filter(entry => entry.textContent.includes(word))
                    .flatMap(entry => [...entry.querySelectorAll('.name, time, .body')])
                    .flatMap(part => [...part.textContent].map((_, at) => {
                        const range = document.createRange();
                        range.setStart(part.firstChild, at);
                        range.setEnd(part.firstChild, at + 1);
                        return Math.round(range.getBoundingClientRect().x);
                    }))
                    .join()
                """, word);
    }

    // Parts that may paint outside of their comment, because they do not clip overflowing ink.
    private static Object overflowing(Page page, String selector) {
        return page.evaluate("""
                selector => ['.name', '.body']
                    .map(part => document.querySelector('mizan-comments').shadowRoot.querySelector(selector + part))
                    .filter(part => getComputedStyle(part).overflow !== 'clip')
                    .map(part => part.className)
                """, selector);
    }
}
