package mizan.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import mizan.platform.LogFormat;
import org.jspecify.annotations.Nullable;

/**
 * An application context for commands. It opens no port. On a laptop it uses the running embedded database, or else starts
 * one for the duration of the command. It runs migrations only in a database that it has started.
 */
final class CommandContext implements AutoCloseable {

    private final ApplicationContext context;
    private final @Nullable EmbeddedDatabase database;

    private CommandContext(ApplicationContext context, @Nullable EmbeddedDatabase database) {
        this.context = context;
        this.database = database;
    }

    /**
     * Runs the work of a command in a context.
     *
     * @return the exit code of the work
     * @throws CommandFailure if settings are invalid, or the embedded database is not ready
     */
    static int run(ToIntFunction<CommandContext> work) {
        // Before the first log line, so that the log does not mix with the command's output.
        LogFormat.ERRORS.select();
        try (CommandContext context = open(BootstrapSettings.read())) {
            return work.applyAsInt(context);
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

    <T> T bean(Class<T> type) {
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
        properties.put("flyway.enabled", isMigrating);
        properties.put("datasources.default.minimum-idle", 0);
        return BootstrapSettings.configure(ApplicationContext.builder())
                .propertySources(PropertySource.of("command", properties, Integer.MAX_VALUE))
                .start();
    }
}
