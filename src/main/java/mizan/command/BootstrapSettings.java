package mizan.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mizan.platform.SecretFiles;

/** What has to be known before the service's beans are made, from the same places that they are configured from. */
record BootstrapSettings(boolean isProduction, boolean hasDatabase, Path data, Path secrets) {

    /** The environment when none is named: a laptop. */
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
     * What every context is built with. Without being told that none of them is configured from elsewhere, each would load all
     * beans' definitions once more to look for who does that.
     */
    static ApplicationContextBuilder configure(ApplicationContextBuilder context) {
        return context.banner(false).bootstrapEnvironment(false).defaultEnvironments(DEVELOPMENT);
    }

    /** What an operator still has to provide, a line each. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!hasDatabase && (isProduction || !EmbeddedDatabase.isIncluded())) {
            missing.add("the database's URL: set DATASOURCES_DEFAULT_URL");
        }
        if (isProduction) {
            KeysCommand.unusable(new SecretFiles(secrets))
                    .forEach(file -> missing.add("a key in " + file + ": make it with the command keys " + secrets));
        }
        return missing;
    }

    /** Makes the keys that are missing; never in production, where a lost one has to be noticed. */
    void makeKeys() {
        if (!isProduction) {
            KeysCommand.create(new SecretFiles(secrets));
        }
    }
}
