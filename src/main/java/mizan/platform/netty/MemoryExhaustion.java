package mizan.platform.netty;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when memory is exhausted, as {@code -XX:+ExitOnOutOfMemoryError} does. The JVM does so only for its
 * own errors, and the limits of direct memory are checked in Java code.
 */
final class MemoryExhaustion {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryExhaustion.class);

    /** The exit code of the JVM's option. */
    private static final int EXIT_CODE = 3;

    private MemoryExhaustion() {}

    static void exitIfCauseOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                LOG.error("The process ends: {}", cause.getMessage());
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }
    }
}
