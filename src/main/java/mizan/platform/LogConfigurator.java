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
 * Configures Logback, from the first log line on. Configuration files would be read twice at each start: by Logback,
 * which does not know Micronaut's environments, and by Micronaut. That takes a twentieth of the startup time, and the
 * first lines in production would not be JSON.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        switch (LogFormat.current()) {
            case LINES -> {
                addConsoleAppender(
                        context,
                        Level.INFO,
                        ConsoleTarget.SystemOut,
                        pattern("%d{HH:mm:ss.SSS} %-5level %logger{24} %msg%replace( [%X{request}]){' \\[\\]', ''}%n"));
                suppressNoise(context);
                context.getLogger("io.zonky.test.db.postgres").setLevel(Level.WARN);
            }
            case JSON -> {
                addConsoleAppender(context, Level.INFO, ConsoleTarget.SystemOut, json());
                suppressNoise(context);
            }
            case ERRORS -> {
                addConsoleAppender(context, Level.ERROR, ConsoleTarget.SystemErr, pattern("%level %logger{24} %msg%n"));
                context.getLogger("com.zaxxer.hikari")
                        .setLevel(Level.OFF); // the command reports connection failures itself
            }
        }
        protectPersonalData(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void addConsoleAppender(
            LoggerContext context, Level level, ConsoleTarget target, Encoder<ILoggingEvent> encoder) {
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

    private static void suppressNoise(LoggerContext context) {
        // Flyway supports PostgreSQL up to 17 and warns about newer versions at every start.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // Each application context logs its environments.
        context.getLogger("io.micronaut.context").setLevel(Level.WARN);
        context.getLogger("com.zaxxer.hikari").setLevel(Level.WARN);
        context.getLogger("com.github.kagkarlsson.scheduler").setLevel(Level.WARN);
    }

    private static void protectPersonalData(LoggerContext context) {
        context.addTurboFilter(new SecretLogFilter());
        // A failed probe would log the database's address.
        context.getLogger("io.micronaut.management.health").setLevel(Level.OFF);
        // Requests that cannot be parsed or bound get a problem response; their content may be personal.
        context.getLogger("io.micronaut.http.server").setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> pattern(String pattern) {
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
