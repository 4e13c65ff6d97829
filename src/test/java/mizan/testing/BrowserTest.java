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
 * Base of browser tests. A test fails if a page sends a request to another host than the service and the newspaper,
 * sets an unexpected cookie, opens a dialog or logs an error.
 */
@ExtendWith(Chromium.class)
public abstract class BrowserTest extends ServiceTest {

    private static final String AXE = resource("axe.min.js");
    private static final String SHOTS = System.getProperty("browser.shots", "");

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** A page in a phone-sized browser with the default language, English. */
    protected Page phone() {
        return reader(new NewContextOptions().setViewportSize(360, 740));
    }

    /** A page in a new browser context, with its own storage and cache. */
    protected Page reader(NewContextOptions options) {
        BrowserContext context = Chromium.browser()
                .newContext(
                        // Without transitions, so that contrast is measured in final colours.
                        options.setBaseURL(serviceUrl()).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(AwaitDefaults.TIMEOUT);
        contexts.add(context);
        context.onRequest(request -> {
            requests.add(request.url());
            if (!isOurs(request.url())) {
                violations.add("requested " + request.url());
            }
        });
        context.onDialog(dialog -> {
            violations.add("opened " + dialog.type());
            dialog.dismiss();
        });
        context.onWebError(error -> violations.add(error.error()));
        context.onConsoleMessage(message -> {
            // Some tests expect failed requests.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                violations.add(message.text());
            }
        });
        context.clock().setFixedTime(Date.from(bean(MutableClock.class).instant()));
        return context.newPage();
    }

    protected static String serviceUrl() {
        return "http://localhost:" + port();
    }

    /** The paths requested from the service since the last call. */
    protected List<String> requestedPaths() {
        List<String> paths = requests.stream()
                .filter(url -> url.startsWith(serviceUrl()))
                .map(url -> url.substring(serviceUrl().length()))
                .toList();
        requests.clear();
        return paths;
    }

    /** The accessibility violations found by axe-core, also in shadow trees: rule and element. */
    @SuppressWarnings("unchecked")
    protected static List<String> accessibilityViolations(Page page) {
        page.evaluate(AXE);
        return (List<String>) page.evaluate("""
                async () => (await axe.run(document, {
                    resultTypes: ['violations'],
                    rules: { 'label-content-name-mismatch': { enabled: true } }
                })).violations.flatMap(
                    violation => violation.nodes.map(node => violation.id + ': ' + node.target + ' ' + node.failureSummary))
                """);
    }

    /** Saves a screenshot of the whole page if {@code -Dbrowser.shots=<directory>} is set. */
    protected static void takeScreenshot(Page page, String name) {
        if (!SHOTS.isEmpty()) {
            page.screenshot(new ScreenshotOptions()
                    .setPath(Path.of(SHOTS, name + ".png"))
                    .setFullPage(true));
        }
    }

    /** The names of the cookies that pages may set; none by default. */
    protected Set<String> allowedCookies() {
        return Set.of();
    }

    /** Whether the page has no horizontal scrolling. */
    protected static boolean fitsViewport(Page page) {
        return (boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth");
    }

    @AfterEach
    void closeBrowsers() {
        contexts.forEach(context -> {
            assertThat(context.cookies())
                    .as("cookies")
                    .extracting(cookie -> cookie.name)
                    .isSubsetOf(allowedCookies());
            context.close();
        });
        assertThat(violations).as("forbidden actions of pages").isEmpty();
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
