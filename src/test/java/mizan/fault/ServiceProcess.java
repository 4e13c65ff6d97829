package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mizan.email.Keysets;
import mizan.moderator.token.TokenKey;
import mizan.platform.SecretFiles;
import mizan.testing.Ports;
import mizan.testing.ServiceCommand;
import org.jspecify.annotations.Nullable;

/** A replica of the service as a process, with the options of the image. */
final class ServiceProcess implements AutoCloseable {

    static final String PASSWORD = "open sesame open sesame";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Path log;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private @Nullable Process process;

    private ServiceProcess(Path folder, DatabaseServer database, Map<String, String> settings) {
        Path keys = folder.resolve("keys");
        this.log = folder.resolve("service-" + port + ".log");
        Keysets.createIfMissing(new SecretFiles(keys));
        if (!Files.exists(keys.resolve("token-key"))) {
            TokenKey.create(new SecretFiles(keys));
        }
        environment.put("MICRONAUT_ENVIRONMENTS", "production");
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        environment.put("ENDPOINTS_ALL_PORT", Integer.toString(managementPort));
        environment.put("DATASOURCES_DEFAULT_URL", database.url());
        environment.put("DATASOURCES_DEFAULT_USERNAME", "mizan");
        environment.put("DATASOURCES_DEFAULT_PASSWORD", "mizan");
        environment.put("FLYWAY_DATASOURCES_MIGRATION_USER", "postgres");
        environment.put("FLYWAY_DATASOURCES_MIGRATION_PASSWORD", "postgres");
        environment.put("MIZAN_SECRETS_DIR", keys.toString());
        environment.put("MIZAN_PUBLIC_ORIGIN", "http://localhost:" + port);
        environment.put("MIZAN_FIRST_MODERATOR_PASSWORD", PASSWORD);
        environment.put("MIZAN_SITES_GAZETTE_LANGUAGE", "en");
        environment.put("MIZAN_SITES_GAZETTE_ORIGINS", "https://gazette.example");
        // All clients of a test have the same address.
        environment.put("MIZAN_SUBMISSION_CLIENT_BURST", "0");
        environment.put("JAVA_TOOL_OPTIONS", "");
        environment.putAll(settings);
    }

    /** A replica that is not started yet. */
    static ServiceProcess configured(Path folder, DatabaseServer database) {
        return new ServiceProcess(folder, database, Map.of());
    }

    /** Starts a replica, without waiting for it. */
    static ServiceProcess launch(Path folder, DatabaseServer database, Map<String, String> settings) {
        ServiceProcess service = new ServiceProcess(folder, database, settings);
        service.process = service.launch(service.log);
        return service;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** Runs a command with the settings of the replica, and returns its output. */
    String run(String... arguments) {
        try {
            Path output = Files.createTempFile("mizan-command", ".log");
            int exitCode = launch(output, arguments).onExit().join().exitValue();
            assertThat(exitCode).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch(Path output, String... arguments) {
        List<String> options = List.of("@" + Path.of("src/main/jvm.options").toAbsolutePath(), "-Xms102m", "-Xmx102m");
        ProcessBuilder builder = new ProcessBuilder(ServiceCommand.line(options, arguments))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        await("the service to be ready")
                .atMost(Duration.ofMinutes(2))
                .failFast(() -> assertThat(running().isAlive())
                        .as(Files.readString(log))
                        .isTrue())
                .until(this::isReady);
    }

    boolean isReady() {
        return status("/health/readiness") == 200;
    }

    boolean isAlive() {
        return running().isAlive() && status("/health/liveness") == 200;
    }

    /** The value of a metric without labels, or the sum of its series. */
    long metric(String name) {
        return (long) management("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Resident memory in MiB. */
    long residentMemory() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(running().pid()), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1_024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int status(String path) {
        try {
            return management(path).statusCode();
        } catch (UncheckedIOException _) {
            return 0;
        }
    }

    private HttpResponse<String> management(String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process with SIGKILL. */
    void kill() {
        running().destroyForcibly();
        running().onExit().join();
    }

    /** Starts the process again on the same ports. */
    void restart() {
        process = launch(log);
        awaitReady();
    }

    /** Ends the process with SIGTERM and waits for its end. */
    void stop() {
        running().destroy();
        running().onExit().join();
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("The service is not running");
        }
        return running;
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
