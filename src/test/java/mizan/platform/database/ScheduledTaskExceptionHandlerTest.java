package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micronaut.scheduling.TaskExceptionHandler;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import mizan.testing.LogLines;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

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
        return LogLines.during(Level.WARN, () -> handler.handle(this, thrown)).stream()
                .filter(line -> line.getLoggerName().endsWith("TaskExceptionHandler"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
