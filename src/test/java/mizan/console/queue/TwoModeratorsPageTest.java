package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

/** Two moderators share a long queue. The measured figures are printed, not asserted: {@link FocusDeskPageTest} asserts
 * that a decision moves nothing. */
class TwoModeratorsPageTest extends QueueBrowserTest {

    private static final int PENDING = 300;
    private static final int DECISIONS = 40;

    @Test
    void twoModeratorsDecideWithoutWaitingAndWithoutConflict() {
        addAccount("layla", Role.MODERATOR);
        addAccount("omar", Role.MODERATOR);
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                     receipt_hash, status, version, submitted_at)
                SELECT id, 'demo', 'a', id, 'Reader ' || i, 'Text ' || i, '\\x00', sha256('a'),
                       sha256(CAST(CAST(id AS text) AS bytea)), sha256(CAST(CAST(id AS text) AS bytea)), 'PENDING', 0,
                       CAST('2026-01-01' AS timestamptz) + i * CAST('1 minute' AS interval)
                  FROM (SELECT i, gen_random_uuid() AS id FROM generate_series(1, %d) i) ids
                """.formatted(PENDING));
        List<Page> pages = List.of(signedIn("layla", "en", DESK), signedIn("omar", "en", DESK));
        pages.forEach(page -> {
            page.locator("#claim-next").press("Enter");
            assertThat(page.locator(".item.current")).hasCount(1);
            measure(page);
        });

        for (int i = 0; i < DECISIONS; i++) {
            for (Page page : pages) {
                String decided = page.locator(".item.current").getAttribute("id");
                page.keyboard().press(i % 2 == 0 ? "a" : "1");
                assertThat(page.locator("#" + decided)).hasClass(Pattern.compile("decided"));
                assertThat(page.locator(".item.current[data-status=PENDING]")).hasCount(1);
            }
        }

        pages.forEach(QueueBrowserTest::awaitResponses);
        for (Page page : pages) {
            Map<?, ?> figures = figures(page);
            System.out.println("desk: " + figures);
            assertThat(figures.get("keys")).isEqualTo(DECISIONS);
            assertThat(page.locator("#alerts")).isEmpty();
        }
        assertThat(Postgres.query("SELECT moderator, verdict, count(*) FROM decision GROUP BY 1, 2 ORDER BY 1, 2"))
                .containsExactly(
                        List.of("layla", "APPROVE", "20"),
                        List.of("layla", "REJECT", "20"),
                        List.of("omar", "APPROVE", "20"),
                        List.of("omar", "REJECT", "20"));
    }

    // From a key press to the next frame, long tasks, and the sum of the layout shifts of cards.
    private static void measure(Page page) {
        page.evaluate("""
                () => {
                    window.figures = { keys: 0, frames: [], longTasks: 0, shift: 0 };
                    addEventListener('keydown', event => {
                        figures.keys++;
                        const start = event.timeStamp;
                        requestAnimationFrame(frame => {
                            const channel = new MessageChannel();
                            channel.port1.onmessage = () => figures.frames.push(Math.round(performance.now() - start));
                            channel.port2.postMessage(null);
                        });
                    }, { capture: true });
                    new PerformanceObserver(list => figures.longTasks += list.getEntries().length).observe({ type: 'longtask' });
                    new PerformanceObserver(list => list.getEntries()
                        .filter(entry => entry.sources.some(source => source.node?.matches?.('.item, .comment, .folded')))
                        .forEach(entry => figures.shift += entry.value))
                        .observe({ type: 'layout-shift' });
                }
                """);
    }

    private static Map<?, ?> figures(Page page) {
        return (Map<?, ?>) page.evaluate("""
                () => {
                    const frames = figures.frames.toSorted((a, b) => a - b);
                    return { keys: figures.keys, shift: figures.shift, longTasks: figures.longTasks,
                             medianMs: frames[Math.floor(frames.length / 2)], maxMs: frames.at(-1) };
                }
                """);
    }
}
