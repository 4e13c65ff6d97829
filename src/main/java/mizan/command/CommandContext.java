package mizan.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import mizan.platform.LogFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

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
     * Runs the work of a command in a context. Missing settings are printed.
     *
     * @return the exit code of the work, or that of a failure if settings are missing
     */
    static int run(CommandSpec spec, ToIntFunction<CommandContext> work) {
        // Before the first log line, so that the log does not mix with the command's output.
        LogFormat.ERRORS.select();
        BootstrapSettings settings = BootstrapSettings.read();
        List<String> missing = settings.missing();
        if (!missing.isEmpty()) {
            missing.forEach(line -> spec.commandLine().getErr().println("Missing: " + line));
            return CommandLine.ExitCode.SOFTWARE;
        }
        try (CommandContext context = open(settings)) {
            return work.applyAsInt(context);
        }
    }

    /** @throws TemporaryFailure if the embedded database is not available */
    private static CommandContext open(BootstrapSettings settings) {
        settings.createMissingKeys();
        if (settings.hasDatabase()) {
            return new CommandContext(start(Map.of(), false), null);
        }
        EmbeddedDatabase database = embedded(settings);
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

    private static EmbeddedDatabase embedded(BootstrapSettings settings) {
        try {
            return EmbeddedDatabase.startOrJoin(settings.data().toAbsolutePath());
        } catch (IllegalStateException e) {
            throw new TemporaryFailure(e);
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

    /** A failure after which the user can try again later. */
    static final class TemporaryFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TemporaryFailure(IllegalStateException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
