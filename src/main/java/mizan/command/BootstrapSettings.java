package mizan.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mizan.platform.SecretFiles;

/** The settings that are needed before the service's beans exist, read from the service's configuration. */
record BootstrapSettings(boolean isProduction, boolean hasDatabase, Path data, Path secrets) {

    /** The default environment, for a laptop. */
    private static final String DEVELOPMENT = "development";

    private static final String PRODUCTION = "production";
    private static final String DATABASE_URL = "datasources.default.url";

    static BootstrapSettings read() {
        try (ApplicationContext context =
                configure(ApplicationContext.builder()).build()) {
            Environment environment = context.getEnvironment();
            environment.start();
            return new BootstrapSettings(
                    environment.getActiveNames().contains(PRODUCTION),
                    environment.getProperty(DATABASE_URL, String.class).isPresent(),
                    Path.of(environment.getRequiredProperty("mizan.data-dir", String.class)),
                    Path.of(environment.getRequiredProperty("mizan.secrets-dir", String.class)));
        }
    }

    /**
     * The options of every application context. With the bootstrap environment enabled, each context would load all bean
     * definitions a second time to look for remote configuration.
     */
    static ApplicationContextBuilder configure(ApplicationContextBuilder context) {
        return context.banner(false).bootstrapEnvironment(false).defaultEnvironments(DEVELOPMENT);
    }

    /** The settings that the operator still has to provide, one per line. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!hasDatabase && (isProduction || !EmbeddedDatabase.isIncluded())) {
            missing.add("the database URL: set DATASOURCES_DEFAULT_URL");
        }
        if (isProduction) {
            KeysCommand.unusable(new SecretFiles(secrets))
                    .forEach(file -> missing.add("a key in " + file + ": create it with the command keys " + secrets));
        }
        return missing;
    }

    /** Creates the missing keys. In production it does nothing, so that a lost key is noticed. */
    void createMissingKeys() {
        if (!isProduction) {
            KeysCommand.create(new SecretFiles(secrets));
        }
    }
}
