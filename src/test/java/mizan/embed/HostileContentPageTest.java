package mizan.embed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.text.Normalizer;
import java.util.List;
import mizan.testing.Sample;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write to break a page is shown as they wrote it, and touches nothing beside it. */
class HostilePageTest extends WidgetTest {

    private static final String RLO = "\u202E";
    private static final String ZALGO = "ه" + "\u0301\u0300\u0302\u0308\u0330\u0317".repeat(60);

    /** What somebody calls themselves and says. */
    record Attack(String name, String body) {}

    static List<Attack> attacks() {
        return List.of(
                new Attack(
                        "<img src=x onerror=alert(1)>",
                        "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>"),
                new Attack("\"><svg onload=alert(1)>", "javascript:alert(1) {0} {1} ${7*7} &lt;b&gt;"),
                new Attack("عادي", RLO + "من اليسار" + RLO + " left \u2066 open \u2067 and"),
                new Attack("ز" + "\u0651\u064B\u0670\u0656".repeat(80), (ZALGO + " ").repeat(8) + "."),
                new Attack("👩‍👩‍👧".repeat(80), "😀".repeat(5_000)),
                new Attack("W".repeat(80), "https://" + "w".repeat(3_000) + "ك".repeat(1_500)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void itIsTextAndItsNeighboursStandAsBefore(Attack attack) {
        String article = article("");
        String id = published(Sample.submission("body", "قبل 123 before"));
        published(Sample.submission("body", "بعد 123 after"));
        Page calm = phone();
        read(calm, article);

        String attacked =
                published(Sample.with(Sample.with(Sample.reply(id), "name", attack.name()), "body", attack.body()));
        Page page = phone();
        read(page, article);

        String place = "[data-id='" + attacked + "'] ";
        assertThat(page.locator(place + ".name").textContent()).isEqualTo(stored(attack.name()));
        assertThat(page.locator(place + ".body").textContent()).isEqualTo(stored(attack.body()));
        assertThat(page.locator("section :is(script, img, svg, iframe)")).hasCount(0);
        assertThat(letters(page, "before")).isEqualTo(letters(calm, "before"));
        assertThat(letters(page, "after")).isEqualTo(letters(calm, "after"));
        assertThat(spilled(page, place))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        assertThat(fits(page)).isTrue();
        shoot(page, "hostile-" + attacks().indexOf(attack));
    }

    private static String stored(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    // Where each letter of a neighbour's name, time and text is, from the edge of its line.
    private static Object letters(Page page, String word) {
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

    // What is painted outside of its comment: ink that overflows is neither cut nor contained there.
    private static Object spilled(Page page, String place) {
        return page.evaluate("""
                place => ['.name', '.body']
                    .map(part => document.querySelector('mizan-comments').shadowRoot.querySelector(place + part))
                    .filter(part => getComputedStyle(part).overflow !== 'clip')
                    .map(part => part.className)
                """, place);
    }
}
