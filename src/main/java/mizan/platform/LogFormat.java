package mizan.platform;

import static java.util.Locale.ROOT;

import io.micronaut.context.env.Environment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a log looks like. */
public enum LogFormat {
    /** For who runs the service on a laptop. */
    LINES,
    /** For what collects logs in production. */
    JSON,
    /** For who has typed a command: what went wrong, beside its own output. */
    ERRORS;

    private static final String PROPERTY = "mizan.log";

    /** Chooses this form, if nothing has been logged yet. */
    public void select() {
        System.setProperty(PROPERTY, name().toLowerCase(ROOT));
    }

    /** The one that was chosen; else that of the environment. */
    static LogFormat current() {
        @Nullable String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return valueOf(chosen.toUpperCase(ROOT));
        }
        return isProduction() ? JSON : LINES;
    }

    // From where Micronaut will have it too.
    private static boolean isProduction() {
        @Nullable String environments =
                System.getProperty(Environment.ENVIRONMENTS_PROPERTY, System.getenv(Environment.ENVIRONMENTS_ENV));
        return environments != null
                && Arrays.asList(environments.split("\\s*,\\s*")).contains("production");
    }
}
