package mizan.testing;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long every test waits for what is to happen. Only what never happens takes as long. */
public final class AwaitDefaults implements BeforeAllCallback {

    /** Milliseconds. */
    static final int LIMIT = 60_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofMillis(LIMIT));
        Awaitility.setDefaultPollInterval(BETWEEN_LOOKS);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT);
    }
}
