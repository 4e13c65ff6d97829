package mizan.command.context;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import mizan.command.failure.CommandFailure;
import mizan.command.postgres.EmbeddedDatabase;
import mizan.platform.LogFormat;
import mizan.platform.database.ClockSynchronization;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.schema.SchemaMigration;
import org.jspecify.annotations.Nullable;

/**
 * An application context for commands. It opens no port. On a laptop it uses the running embedded database, or else starts
 * one for the duration of the command. It runs migrations only in a database that it has started.
 */
public final class CommandContext implements AutoCloseable {

    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ApplicationContext context;
    private final @Nullable EmbeddedDatabase database;

    private CommandContext(ApplicationContext context, @Nullable EmbeddedDatabase database) {
        this.context = context;
        this.database = database;
    }

    /**
     * Runs the work of a command in a context. While the database is busy the work is repeated, for some seconds. A
     * statement that fails because the database is busy has changed nothing.
     *
     * @return the exit code of the work
     * @throws CommandFailure if settings are invalid, or the embedded database is not ready
     */
    public static int run(ToIntFunction<CommandContext> work) {
        // Before the first log line, so that the log does not mix with the command's output.
        LogFormat.ERRORS.select();
        BootstrapSettings settings = BootstrapSettings.read();
        for (int attempt = 1; ; attempt++) {
            try (CommandContext context = open(settings)) {
                return work.applyAsInt(context);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isBusy(e)) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static boolean isBusy(RuntimeException thrown) {
        return thrown instanceof CommandFailure failure ? failure.isTemporary() : DatabaseUnavailable.isBusy(thrown);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static CommandContext open(BootstrapSettings settings) {
        settings.createMissingKeys();
        if (settings.hasDatabase()) {
            return new CommandContext(start(Map.of(), false), null);
        }
        EmbeddedDatabase database = EmbeddedDatabase.startOrJoin(settings.data().toAbsolutePath());
        try {
            // A database that this process started may be new, and then has no tables yet.
            return new CommandContext(start(database.configuration(), database.isStartedByThisProcess()), database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        if (database != null) {
            database.close();
        }
    }

    private static ApplicationContext start(Map<String, Object> database, boolean isMigrating) {
        Map<String, Object> properties = new HashMap<>(database);
        properties.put("mizan.command", true);
        properties.put("datasources.default.minimum-idle", 0);
        ApplicationContext context = BootstrapSettings.configure(ApplicationContext.builder())
                .propertySources(PropertySource.of("command", properties, Integer.MAX_VALUE))
                .build();
        if (isMigrating) {
            context.getEnvironment().start();
            var _ = SchemaMigration.of(context.getEnvironment()).migrate();
        }
        var _ = context.start();
        context.getBean(ClockSynchronization.class).synchronize();
        return context;
    }
}
