package mizan.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * How the process logs, from its first line on. In code: files are read twice at each start, once by Logback, which knows
 * no environments, and once by Micronaut. That took a twentieth of the start, and production's first lines were not JSON.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        switch (LogFormat.current()) {
            case LINES -> {
                log(
                        context,
                        Level.INFO,
                        ConsoleTarget.SystemOut,
                        lines("%d{HH:mm:ss.SSS} %-5level %logger{24} %msg%n"));
                quieten(context);
                context.getLogger("io.zonky.test.db.postgres").setLevel(Level.WARN);
            }
            case JSON -> {
                log(context, Level.INFO, ConsoleTarget.SystemOut, json());
                quieten(context);
            }
            case ERRORS -> {
                log(context, Level.ERROR, ConsoleTarget.SystemErr, lines("%level %logger{24} %msg%n"));
                context.getLogger("com.zaxxer.hikari").setLevel(Level.OFF); // the command says it itself
            }
        }
        keepPrivate(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void log(LoggerContext context, Level level, ConsoleTarget target, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setTarget(target.getName());
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(console);
    }

    private static void quieten(LoggerContext context) {
        // Knows PostgreSQL only up to 17, and says so at every start.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // Each context names its environment.
        context.getLogger("io.micronaut.context").setLevel(Level.WARN);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
    }

    private static void keepPrivate(LoggerContext context) {
        // Would name the database with each probe that finds it away.
        context.getLogger("io.micronaut.management.health").setLevel(Level.OFF);
        // What cannot be parsed or bound is answered with a problem; its text may be personal.
        context.getLogger("io.micronaut.http.server").setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> lines(String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(pattern);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        return encoder;
    }
}
