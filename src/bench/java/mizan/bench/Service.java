package mizan.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mizan.email.Keysets;
import mizan.moderator.TokenKey;
import mizan.platform.SecretFiles;

/** The service as it runs in production: its jar in a process, over the benchmark's database. */
final class Service implements AutoCloseable {

    static final String SITE = "news";
    static final String ORIGIN = "https://news.example";

    private final JavaProcess process;
    private final int port;
    private final Duration firstAnswer;
    private final List<String> tokens = new ArrayList<>();

    private Service(JavaProcess process, int port) {
        this.process = process;
        this.port = port;
        this.firstAnswer = process.await(URI.create("http://127.0.0.1:" + (port + 1) + "/health/readiness"));
    }

    /** Makes the keys that it will use. */
    static SecretFiles secrets(Path work) {
        SecretFiles secrets = new SecretFiles(work.resolve("secrets"));
        Keysets.createIfMissing(secrets);
        TokenKey.create(secrets);
        return secrets;
    }

    /** Starts it and signs the moderators in. */
    static Service start(Path jar, Path work, Database database, List<String> flags, int port) {
        Moderators.add(database);
        Map<String, String> environment = new HashMap<>();
        environment.put("MICRONAUT_ENVIRONMENTS", "production");
        environment.put("MICRONAUT_SERVER_PORT", String.valueOf(port));
        environment.put("ENDPOINTS_ALL_PORT", String.valueOf(port + 1));
        environment.put("DATASOURCES_DEFAULT_URL", database.url());
        environment.put("DATASOURCES_DEFAULT_USERNAME", Database.SERVICE);
        environment.put("FLYWAY_DATASOURCES_MIGRATION_USER", Database.OWNER);
        environment.put("MIZAN_SECRETS_DIR", work.resolve("secrets").toString());
        environment.put("MIZAN_SITES_NEWS_ORIGINS", ORIGIN);
        List<String> program = List.of("-jar", jar.toString());
        Service service =
                new Service(JavaProcess.start(flags, program, environment, work.resolve("service.log")), port);
        for (int moderator = 0; moderator < Moderators.COUNT; moderator++) {
            service.tokens.add(Moderators.signIn(service.origin(), moderator));
        }
        return service;
    }

    /** How long its start took, from nothing to ready, and the most memory that it has had so far. */
    String costs() {
        return String.format(
                Locale.ROOT,
                "%-16s %9.2f s%n%-16s %9s MiB",
                "first-answer",
                firstAnswer.toMillis() / 1_000.0,
                "rss",
                process.peakMemory().stream()
                        .mapToObj(String::valueOf)
                        .findFirst()
                        .orElse("-"));
    }

    int port() {
        return port;
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The bearer token of one of the moderators; clients that are more than these share them. */
    String token(int client) {
        return tokens.get(client % tokens.size());
    }

    @Override
    public void close() {
        process.close();
    }
}
