package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.scheduling.DefaultTaskExceptionHandler;
import io.micronaut.scheduling.TaskExceptionHandler;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScheduledTaskExceptionHandlerTest extends ServiceTest {

    private final ScheduledTaskExceptionHandler handler = new ScheduledTaskExceptionHandler();

    @Test
    void outageIsNotLoggedByEachTask() {
        assertThat(logged(new CompletionException(new SQLException("", "08006"))))
                .isZero();
    }

    @Test
    void defectIsLogged() {
        assertThat(logged(new IllegalStateException("a defect"))).isOne();
        assertThat(logged(new SQLException("", "42601"))).isOne();
    }

    @Test
    void frameworkUsesThisHandler() {
        assertThat(bean(TaskExceptionHandler.class)).isInstanceOf(ScheduledTaskExceptionHandler.class);
    }

    private int logged(Throwable thrown) {
        Logger logger = (Logger) LoggerFactory.getLogger(DefaultTaskExceptionHandler.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.ERROR);
        try {
            handler.handle(this, thrown);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
        return lines.list.size();
    }
}
