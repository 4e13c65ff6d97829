package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.scheduling.TaskExceptionHandler;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScheduledTaskExceptionHandlerTest extends ServiceTest {

    private final ScheduledTaskExceptionHandler handler = new ScheduledTaskExceptionHandler();

    @Test
    void outageIsNotLoggedByEachTask() {
        assertThat(logged(new CompletionException(new SQLException("", "08006"))))
                .isEmpty();
    }

    @Test
    void lockedTableIsLoggedOnceAMinute() {
        SQLException locked = new SQLException("a row", "55P03");

        assertThat(logged(locked))
                .containsExactly(
                        "A task of ScheduledTaskExceptionHandlerTest is repeated later: a lock was held for too"
                                + " long (SQLSTATE 55P03)");
        assertThat(logged(locked)).isEmpty();
    }

    @Test
    void defectIsLogged() {
        assertThat(logged(new IllegalStateException("a defect"))).hasSize(1);
        assertThat(logged(new SQLException("", "42601"))).hasSize(1);
    }

    @Test
    void frameworkUsesThisHandler() {
        assertThat(bean(TaskExceptionHandler.class)).isInstanceOf(ScheduledTaskExceptionHandler.class);
    }

    private List<String> logged(Throwable thrown) {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.WARN);
        try {
            handler.handle(this, thrown);
        } finally {
            root.detachAppender(lines);
            root.setLevel(level);
        }
        return lines.list.stream()
                .filter(line -> line.getLoggerName().endsWith("TaskExceptionHandler"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
