package mizan.testing;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Default timeout and polling interval of all tests. Only a failing test waits for the timeout. */
public final class AwaitDefaults implements BeforeAllCallback {

    /** In milliseconds. */
    static final int TIMEOUT = 60_000;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofMillis(TIMEOUT));
        Awaitility.setDefaultPollInterval(POLL_INTERVAL);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT);
    }
}
