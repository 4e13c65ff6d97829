package mizan.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import mizan.command.context.BootstrapSettings;
import mizan.command.failure.CommandExceptionHandler;
import mizan.command.failure.CommandFailure;
import mizan.command.postgres.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code serve}: runs the service until the process is stopped. */
@Command(name = "serve", description = "Runs the service. The default.", mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final int MAX_POLLS = 300;

    /** Runs the service without loading picocli, which would take a tenth of the start time. */
    public static int runWithoutPicocli() {
        try {
            return new ServeCommand().call();
        } catch (RuntimeException e) {
            Optional<CommandFailure> failure = CommandExceptionHandler.failure(e);
            failure.map(CommandFailure::getMessage)
                    .ifPresentOrElse(errors()::println, () -> e.printStackTrace(errors()));
            return failure.map(CommandFailure::exitCode).orElse(CommandLine.ExitCode.SOFTWARE);
        }
    }

    @Override
    public Integer call() {
        BootstrapSettings settings = BootstrapSettings.read();
        if (!settings.unknown().isEmpty()) {
            LOG.warn("There are no such settings, so they are ignored: {}", String.join(", ", settings.unknown()));
        }
        settings.createMissingKeys();
        if (settings.hasDatabase()) {
            serve(Map.of());
            return CommandLine.ExitCode.OK;
        }
        EmbeddedDatabase database = EmbeddedDatabase.start(settings.data().toAbsolutePath());
        AtomicReference<@Nullable ApplicationContext> service = new AtomicReference<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(service.get(), database)));
        service.set(serve(database.configuration()));
        return CommandLine.ExitCode.OK;
    }

    private static PrintWriter errors() {
        return new CommandLine(new ServeCommand()).getErr();
    }

    private static ApplicationContext serve(Map<String, Object> database) {
        return BootstrapSettings.configure(new Launcher())
                .propertySources(PropertySource.of("local database", database))
                .start();
    }

    // Shutdown hooks run concurrently. The database must not stop before the service has finished its requests.
    private static void closeAfter(@Nullable ApplicationContext service, EmbeddedDatabase database) {
        try {
            for (int polls = 0; service != null && service.isRunning() && polls < MAX_POLLS; polls++) {
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }

    /** Passes a failed start on to the caller. Micronaut would log it with its stack trace and end the process. */
    private static final class Launcher extends Micronaut {

        @Override
        protected void handleStartupException(Environment environment, Throwable exception) {
            throw new IllegalStateException("The service did not start", exception);
        }
    }
}
