package mizan.benchmark.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mizan.email.Keysets;
import mizan.moderator.token.TokenKey;
import mizan.platform.SecretFiles;
import mizan.screening.rule.ScreeningRule;

/** The service in production mode: its jar in a process, connected to the database of the benchmark. */
public final class ServiceProcess implements AutoCloseable {

    public static final String SITE = "news";
    public static final String ORIGIN = "https://news.example";

    /** A site whose comments are not screened. */
    public static final String UNSCREENED_SITE = "unscreened";

    private final JavaProcess process;
    private final int port;
    private final Duration startTime;
    private final List<String> tokens = new ArrayList<>();

    private ServiceProcess(JavaProcess process, int port) {
        this.process = process;
        this.port = port;
        this.startTime = process.await(URI.create("http://127.0.0.1:" + (port + 1) + "/health/readiness"));
    }

    /** Creates the keys of the service. */
    public static SecretFiles createSecrets(Path directory) {
        SecretFiles secrets = new SecretFiles(directory.resolve("secrets"));
        Keysets.createIfMissing(secrets);
        TokenKey.create(secrets);
        return secrets;
    }

    /** Starts the service and signs in the moderators. */
    public static ServiceProcess start(Path jar, Path work, PostgresServer database, List<String> flags, int port) {
        ModeratorAccounts.create(database);
        Map<String, String> environment = new HashMap<>();
        environment.put("MICRONAUT_ENVIRONMENTS", "production");
        environment.put("MICRONAUT_SERVER_PORT", String.valueOf(port));
        environment.put("ENDPOINTS_ALL_PORT", String.valueOf(port + 1));
        environment.put("DATASOURCES_DEFAULT_URL", database.url());
        environment.put("DATASOURCES_DEFAULT_USERNAME", PostgresServer.SERVICE);
        environment.put("FLYWAY_DATASOURCES_MIGRATION_USER", PostgresServer.OWNER);
        environment.put("MIZAN_SECRETS_DIR", work.resolve("secrets").toString());
        environment.put("MIZAN_PUBLIC_ORIGIN", "http://127.0.0.1:" + port);
        environment.put("MIZAN_SITES_NEWS_ORIGINS", ORIGIN);
        environment.put("MIZAN_SITES_UNSCREENED_ORIGINS", ORIGIN);
        for (ScreeningRule rule : ScreeningRule.values()) {
            if (rule.isConfigurable()) {
                environment.put("MIZAN_SITES_UNSCREENED_SCREENING_RULES_" + rule.name(), "off");
            }
        }
        environment.put("MIZAN_TRUSTED_PROXIES", "127.0.0.1");
        // The data set is older than retention periods. Erasing it would count as lost comments.
        environment.put("MIZAN_JOB_POLL_INTERVAL", "1h");
        List<String> program = List.of("-jar", jar.toString());
        ServiceProcess service =
                new ServiceProcess(JavaProcess.start(flags, program, environment, work.resolve("service.log")), port);
        for (int moderator = 0; moderator < ModeratorAccounts.COUNT; moderator++) {
            service.tokens.add(ModeratorAccounts.signIn(service.origin(), moderator));
        }
        return service;
    }

    /** Two lines: the start time until readiness, and the peak resident memory. */
    public String startAndMemory() {
        return String.format(
                Locale.ROOT,
                "%-26s %9.2f s%n%-26s %9s MiB",
                "first-answer",
                startTime.toMillis() / 1_000.0,
                "rss",
                process.peakMemory().stream()
                        .mapToObj(String::valueOf)
                        .findFirst()
                        .orElse("-"));
    }

    public int port() {
        return port;
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The bearer token for a client. Clients share tokens if there are more clients than moderators. */
    public String token(int client) {
        return tokens.get(client % tokens.size());
    }

    @Override
    public void close() {
        process.close();
    }
}
