package mizan.platform;

import static java.util.Locale.ROOT;

import io.micronaut.context.env.Environment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Format of the log. */
public enum LogFormat {
    /** One short line per event, for development. */
    LINES,
    /** One JSON object per line, for log collectors in production. */
    JSON,
    /** Errors only, on standard error, for the command line. */
    ERRORS;

    private static final String PROPERTY = "mizan.log";

    /** Selects this format. It must be called before anything is logged. */
    public void select() {
        System.setProperty(PROPERTY, name().toLowerCase(ROOT));
    }

    /** The selected format; by default JSON in production and LINES elsewhere. */
    static LogFormat current() {
        @Nullable String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return valueOf(chosen.toUpperCase(ROOT));
        }
        return isProduction() ? JSON : LINES;
    }

    // Micronaut reads its environments from the same property and variable.
    private static boolean isProduction() {
        @Nullable String environments =
                System.getProperty(Environment.ENVIRONMENTS_PROPERTY, System.getenv(Environment.ENVIRONMENTS_ENV));
        return environments != null
                && Arrays.asList(environments.split("\\s*,\\s*")).contains("production");
    }
}
