package mizan.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The installed Chromium, started once for each JVM that runs tests. Without one, browser tests are skipped, unless
 * {@code -Dbrowser=required} makes that a failure.
 */
public final class Chromium implements ExecutionCondition {

    private static final String MISSING =
            "No Chromium found: install it (Debian: apt-get install chromium-headless-shell) or set -Dbrowser.executable=…";

    private static final List<String> DEFAULT_PATHS = List.of(
            // Chromium without windows takes a quarter less CPU time.
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static final Browser[] BROWSER = new Browser[1];

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return executable().isPresent() || "required".equals(System.getProperty("browser"))
                ? ConditionEvaluationResult.enabled("")
                : ConditionEvaluationResult.disabled(MISSING);
    }

    static synchronized Browser browser() {
        if (BROWSER[0] == null) {
            Path executable = executable().orElseThrow(() -> new AssertionError(MISSING));
            // The installed browser is used; nothing is downloaded.
            Playwright playwright =
                    Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            BROWSER[0] = playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(executable)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    // Other hosts than this machine are unreachable.
                                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1")));
        }
        return BROWSER[0];
    }

    private static Optional<Path> executable() {
        String named = System.getProperty("browser.executable", "");
        return (named.isEmpty() ? DEFAULT_PATHS.stream() : Stream.of(named))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
