package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mizan.command.context.ServiceKeys;
import mizan.platform.SecretFiles;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import mizan.testing.ServiceCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The base of tests that run the service as a process: in its own folder, with its output in a file. */
@Tag("integration")
public abstract class ProcessTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    protected Path folder = Path.of("");

    private final List<Process> processes = new ArrayList<>();
    protected final int port = Ports.free();
    protected final int managementPort = Ports.free();

    @AfterEach
    void stopProcesses() {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().join());
        Postgres.deleteRows();
    }

    protected Process start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        all.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        all.put("ENDPOINTS_ALL_PORT", Integer.toString(managementPort));
        all.putAll(environment);
        return run(all);
    }

    protected Map<String, String> production() {
        Path keys = folder.resolve("keys");
        ServiceKeys.create(new SecretFiles(keys));
        Map<String, String> environment = new HashMap<>();
        Postgres.configuration()
                .forEach((name, value) ->
                        environment.put(name.replace('.', '_').toUpperCase(Locale.ROOT), value.toString()));
        environment.put("MICRONAUT_ENVIRONMENTS", "production");
        environment.put("MIZAN_SECRETS_DIR", keys.toString());
        environment.put("MIZAN_PUBLIC_ORIGIN", "http://localhost:" + port);
        environment.put("MIZAN_FIRST_MODERATOR_PASSWORD", "open sesame open sesame");
        environment.put("MIZAN_SITES_GAZETTE_LANGUAGE", "en");
        environment.put("MIZAN_SITES_GAZETTE_ORIGINS", "https://gazette.example");
        return environment;
    }

    /** Runs a command with one line on standard input, and waits for its end. */
    protected Process runToEnd(Map<String, String> environment, String line, String... arguments)
            throws IOException, InterruptedException {
        Process process = run(environment, arguments);
        try (OutputStream input = process.getOutputStream()) {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        process.waitFor();
        return process;
    }

    protected Process run(Map<String, String> environment, String... arguments) {
        return run(ServiceCommand.FAST_START, environment, arguments);
    }

    protected Process run(List<String> jvmOptions, Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(ServiceCommand.line(jvmOptions, arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-" + processes.size()).toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", "");
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected String output(Process process) throws IOException {
        return Files.readString(folder.resolve("output-" + processes.indexOf(process)), StandardCharsets.UTF_8)
                .replaceFirst("^Picked up JAVA_TOOL_OPTIONS: \n", "");
    }

    protected void awaitReady(Process process) {
        await("the service to be ready")
                .atMost(Duration.ofMinutes(3))
                .failFast(
                        () -> assertThat(process.isAlive()).as(output(process)).isTrue())
                .ignoreExceptions()
                .until(() -> get(managementPort, "/health/readiness").statusCode() == 200);
    }

    protected HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    protected static HttpResponse<String> get(int port, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build());
    }

    protected static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
