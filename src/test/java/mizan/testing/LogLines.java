package mizan.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The lines that this process logs. */
public final class LogLines {

    private LogLines() {}

    /** Runs an action, and returns the lines that all loggers have written meanwhile, from a level up. */
    public static List<ILoggingEvent> during(Level level, Runnable action) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(level);
        try {
            action.run();
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        // Background threads of the service may still be adding lines.
        return List.copyOf(lines.list);
    }
}
