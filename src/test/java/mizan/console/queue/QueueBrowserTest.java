package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mizan.console.ConsolePageTest;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.awaitility.Awaitility;

/** Base class of the queue page's browser tests. */
abstract class QueueBrowserTest extends ConsolePageTest {

    static final Pattern THEIRS = Pattern.compile("omar.? approved this");

    static List<String> submitComments(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> submitted(Sample.submission("email", "reader" + i + "@example.org")))
                .toList();
    }

    static void setFindings(String id, String rule, String detail, int from, int to) {
        Postgres.execute("""
            UPDATE comment
               SET findings = '[{"rule": "%s", "detail": "%s", "spans": [[%d, %d]]}]'
             WHERE id = '%s'
            """.formatted(rule, detail, from, to, id));
    }

    static Locator card(Page page, String id) {
        return page.locator("#comment-" + id);
    }

    static void focus(Page page, String id) {
        card(page, id).locator(".comment").focus();
    }

    static String statuses() {
        return Postgres.value("SELECT string_agg(status, ',' ORDER BY submitted_at) FROM comment");
    }

    static void await(String statuses) {
        Awaitility.await(statuses).untilAsserted(() -> assertThat(statuses()).isEqualTo(statuses));
    }

    // While requests are in flight, leaving the page opens a confirmation dialog.
    static void awaitResponses(Page page) {
        page.evaluate(
                "async () => (await import(new URL('requests.js', document.querySelector('script[type=module]').src)))"
                        + ".whenIdle()");
    }

    static void checkView(Page page, String name) {
        assertThat(accessibilityViolations(page)).as(name).isEmpty();
        assertThat(fitsViewport(page)).as(name + " fits").isTrue();
        takeScreenshot(page, name);
    }
}
