package mizan.command.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import mizan.command.postgres.EmbeddedDatabase;
import mizan.platform.SecretFiles;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of the process: environment, folders, keys, ports and the database. */
public final class ProcessSettings implements SettingsCheck {

    private static final String ENVIRONMENTS = "micronaut.environments";
    private static final String CONFIGURATION_FILES = "micronaut.config.files";
    private static final String PORT = "micronaut.server.port";
    private static final String MANAGEMENT_PORT = "endpoints.all.port";
    private static final String DATABASE_URL = "datasources.default.url";

    private static final int MAX_PORT = 65_535;
    private static final int MAX_CONNECTIONS = 1_000;

    @Override
    public void check(Settings settings) {
        checkEnvironments(settings);
        checkFiles(settings);
        checkServer(settings);
        checkDatabase(settings);
    }

    // A misspelt "production" would otherwise start a service for a laptop.
    private static void checkEnvironments(Settings settings) {
        List<String> names = settings.text(ENVIRONMENTS)
                .map(value ->
                        Arrays.stream(value.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
        Set<String> allowed = Set.of(BootstrapSettings.PRODUCTION, BootstrapSettings.DEVELOPMENT);
        if (!allowed.containsAll(names) || names.containsAll(allowed)) {
            settings.check(ENVIRONMENTS, "production or development", _ -> false);
        }
    }

    private static void checkFiles(Settings settings) {
        settings.checkEach(
                CONFIGURATION_FILES,
                "a file that can be read",
                file -> file.contains(":") || Files.isReadable(Path.of(file)));
        settings.require("mizan.data-dir", "the folder of the embedded database");
        settings.require("mizan.secrets-dir", "the folder of the keys");
        if (settings.isProduction()) {
            settings.text("mizan.secrets-dir")
                    .map(Path::of)
                    .ifPresent(secrets -> ServiceKeys.unusable(new SecretFiles(secrets))
                            .forEach(file -> settings.addFault(
                                    "mizan.secrets-dir",
                                    "no key in " + file + ": create it with the command keys " + secrets)));
        }
    }

    private static void checkServer(Settings settings) {
        settings.checkNumber(PORT, -1, MAX_PORT);
        settings.checkNumber(MANAGEMENT_PORT, -1, MAX_PORT);
        String port = settings.text(PORT).orElse("");
        if (port.matches("[1-9]\\d*")
                && settings.text(MANAGEMENT_PORT).filter(port::equals).isPresent()) {
            settings.addFault(MANAGEMENT_PORT, "it is the port of the API too");
        }
        settings.check("micronaut.server.host", "an address or a host name", host -> host.matches("[\\w.:-]+"));
        settings.checkNumber("micronaut.server.netty.max-initial-line-length", 8_192, 1 << 20);
        settings.checkNumber("micronaut.server.netty.max-header-size", 8_192, 1 << 20);
        settings.checkDuration(
                "micronaut.lifecycle.graceful-shutdown.grace-period", Duration.ZERO, Duration.ofMinutes(10));
        settings.checkDuration("mizan.shutdown-delay", Duration.ZERO, Duration.ofMinutes(1));
    }

    /** Checks the settings of the database, which are all that migrations need. */
    public static void checkDatabase(Settings settings) {
        settings.checkBoolean("flyway.enabled");
        if (settings.isProduction() || !EmbeddedDatabase.isIncluded()) {
            settings.require(DATABASE_URL, "the database, such as jdbc:postgresql://host:5432/mizan");
        }
        // The URL can contain a password.
        settings.checkSecret(
                DATABASE_URL,
                "a JDBC URL such as jdbc:postgresql://host:5432/mizan",
                url -> url.isBlank() || url.startsWith("jdbc:postgresql:"));
        settings.checkNumber("datasources.default.maximum-pool-size", 4, MAX_CONNECTIONS);
        settings.checkNumber("datasources.default.minimum-idle", 0, MAX_CONNECTIONS);
        for (String timeout : List.of("connection-timeout", "validation-timeout")) {
            settings.checkNumber("datasources.default." + timeout, 250, 600_000);
        }
        for (String time : List.of("idle-timeout", "keepalive-time", "max-lifetime")) {
            settings.checkNumber("datasources.default." + time, 0, Integer.MAX_VALUE);
        }
    }
}
