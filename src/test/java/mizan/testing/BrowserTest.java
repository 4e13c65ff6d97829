package mizan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with a reader's browser. It fails when a page asks anybody but the service and the newspaper for anything,
 * sets a cookie, opens a dialog, or logs an error.
 */
@ExtendWith(Chromium.class)
public abstract class BrowserTest extends ServiceTest {

    private static final String AXE = resource("axe.min.js");
    private static final String SHOTS = System.getProperty("browser.shots", "");

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** A phone in the hand of a reader whose browser speaks English. */
    protected Page phone() {
        return reader(new NewContextOptions().setViewportSize(360, 740));
    }

    /** A browser of its own, with storage and cache of its own. */
    protected Page reader(NewContextOptions options) {
        BrowserContext context = Chromium.browser()
                .newContext(
                        // What is looked at is not on its way from one colour to another.
                        options.setBaseURL(serviceUrl()).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(AwaitDefaults.LIMIT);
        contexts.add(context);
        context.onRequest(request -> {
            requests.add(request.url());
            if (!isOurs(request.url())) {
                faults.add("asked " + request.url());
            }
        });
        context.onDialog(dialog -> {
            faults.add("opened " + dialog.type());
            dialog.dismiss();
        });
        context.onWebError(error -> faults.add(error.error()));
        context.onConsoleMessage(message -> {
            // An answer of 4xx or 5xx, or none at all, is what some tests are about.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                faults.add(message.text());
            }
        });
        context.clock().setFixedTime(Date.from(bean(MutableClock.class).instant()));
        return context.newPage();
    }

    protected static String serviceUrl() {
        return "http://localhost:" + port();
    }

    /** What was asked of the service since this was last called, without its own address. */
    protected List<String> requestedPaths() {
        List<String> asked = requests.stream()
                .filter(url -> url.startsWith(serviceUrl()))
                .map(url -> url.substring(serviceUrl().length()))
                .toList();
        requests.clear();
        return asked;
    }

    /** What axe-core holds against a page, in shadow trees too: rule and place. */
    @SuppressWarnings("unchecked")
    protected static List<String> accessibilityViolations(Page page) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate("""
                async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.flatMap(
                    violation => violation.nodes.map(node => violation.id + ': ' + node.target + ' ' + node.failureSummary))
                """);
    }

    /** Keeps a picture of the whole page, when somebody wants to look: {@code -Dbrowser.shots=<folder>}. */
    protected static void takeScreenshot(Page page, String name) {
        if (!SHOTS.isEmpty()) {
            page.screenshot(new ScreenshotOptions()
                    .setPath(Path.of(SHOTS, name + ".png"))
                    .setFullPage(true));
        }
    }

    /** The names of cookies that pages may set: none, for readers. */
    protected Set<String> allowedCookies() {
        return Set.of();
    }

    /** Whether nothing sticks out sideways. */
    protected static boolean fitsViewport(Page page) {
        return (boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth");
    }

    @AfterEach
    void leave() {
        contexts.forEach(context -> {
            assertThat(context.cookies())
                    .as("cookies")
                    .extracting(cookie -> cookie.name)
                    .isSubsetOf(allowedCookies());
            context.close();
        });
        assertThat(faults).as("what no page may do").isEmpty();
    }

    private static boolean isOurs(String url) {
        return Stream.of(serviceUrl(), NewsSite.ORIGIN).anyMatch(origin -> url.startsWith(origin + "/"))
                || url.startsWith("data:")
                || url.startsWith("about:");
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(BrowserTest.class.getClassLoader().getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
