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
 * The service's parts and its database, without the service: nothing listens, nothing migrates. On a laptop the
 * database is the one that runs, or else is started for as long as the command takes.
 */
final class CommandContext implements AutoCloseable {

    private final ApplicationContext context;
    private final @Nullable EmbeddedDatabase database;

    private CommandContext(ApplicationContext context, @Nullable EmbeddedDatabase database) {
        this.context = context;
        this.database = database;
    }

    /**
     * Does a command's work.
     *
     * @return the exit code: the work's own, or that of a failure where something is missing, which is said
     */
    static int run(CommandSpec spec, ToIntFunction<CommandContext> work) {
        // Before anything is logged: a command's output is for the person who typed it.
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

    /** @throws NotNow if the local database cannot be had */
    private static CommandContext open(BootstrapSettings settings) {
        settings.makeKeys();
        if (settings.hasDatabase()) {
            return new CommandContext(start(Map.of(), false), null);
        }
        EmbeddedDatabase database = local(settings);
        try {
            // A database that nobody else uses may never have been served.
            return new CommandContext(start(database.configuration(), database.isOwn()), database);
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

    private static EmbeddedDatabase local(BootstrapSettings settings) {
        try {
            return EmbeddedDatabase.startOrJoin(settings.data().toAbsolutePath());
        } catch (IllegalStateException e) {
            throw new NotNow(e);
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

    /** What a later try may mend. */
    static final class NotNow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NotNow(IllegalStateException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
