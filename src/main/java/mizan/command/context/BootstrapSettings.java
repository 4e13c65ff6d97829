package mizan.command.context;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mizan.command.failure.CommandFailure;
import mizan.command.postgres.EmbeddedDatabase;
import mizan.platform.SecretFiles;
import mizan.platform.Settings;

/**
 * The settings that are needed before the service's beans exist, read from the service's configuration.
 *
 * @param unknown the names below {@code mizan} that set nothing
 */
public record BootstrapSettings(
        boolean isProduction,
        boolean hasDatabase,
        Path data,
        Path secrets,
        Duration tokenLifetime,
        List<String> unknown) {

    /** The default environment, for a laptop. */
    static final String DEVELOPMENT = "development";

    static final String PRODUCTION = "production";

    private static final String DATABASE_URL = "datasources.default.url";

    /**
     * Reads and checks all settings.
     *
     * @throws CommandFailure if settings are invalid; the message names all of them
     */
    public static BootstrapSettings read() {
        try (ApplicationContext context =
                configure(ApplicationContext.builder()).build()) {
            Environment environment = context.getEnvironment();
            environment.start();
            Settings settings = new Settings(environment);
            settings.checkAll();
            requireValid(settings);
            return new BootstrapSettings(
                    settings.isProduction(),
                    settings.text(DATABASE_URL).isPresent(),
                    Path.of(settings.text("mizan.data-dir").orElseThrow()),
                    Path.of(settings.text("mizan.secrets-dir").orElseThrow()),
                    environment.getRequiredProperty("mizan.token-lifetime", Duration.class),
                    settings.unknown());
        } catch (ConfigurationException e) {
            throw CommandFailure.ofUsage("The configuration cannot be read: " + e.getMessage());
        }
    }

    /** @throws CommandFailure if the checks so far have found faults; the message names all of them */
    public static void requireValid(Settings settings) {
        List<String> faults = settings.faults();
        if (!faults.isEmpty()) {
            throw CommandFailure.ofUsage("Invalid settings:\n  " + String.join("\n  ", faults));
        }
    }

    /**
     * The options of every application context. With the bootstrap environment enabled, each context would load all bean
     * definitions a second time to look for remote configuration. Without deduction the environments are those that
     * MICRONAUT_ENVIRONMENTS names, in a container too.
     */
    public static ApplicationContextBuilder configure(ApplicationContextBuilder context) {
        return context.banner(false)
                .bootstrapEnvironment(false)
                .deduceEnvironment(false)
                .defaultEnvironments(DEVELOPMENT);
    }

    /**
     * Creates the missing keys, in a folder that only its owner can access. In production it does nothing, so that a lost key
     * is noticed.
     *
     * @throws CommandFailure if other users can access the folder
     */
    public void createMissingKeys() {
        if (!isProduction) {
            if (secrets.startsWith(data)) {
                EmbeddedDatabase.requirePrivate(data);
            }
            EmbeddedDatabase.requirePrivate(secrets);
            ServiceKeys.create(new SecretFiles(secrets));
        }
    }
}
