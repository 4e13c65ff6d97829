package mizan.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mizan.testing.Ports;

/** An HAProxy before replicas. It sends requests to ready ones, and repeats none. */
final class HaProxy implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    private final int port = Ports.free();
    private final int statisticsPort = Ports.free();
    private final Process process;

    private HaProxy(Path folder, List<ServiceProcess> replicas) throws IOException {
        StringBuilder configuration = new StringBuilder("""
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 30s
                    timeout server 30s
                    timeout check 5s
                    retries 0
                listen mizan
                    bind 127.0.0.1:%d
                    balance roundrobin
                    option httpchk GET /health/readiness
                    default-server check inter 250ms fall 2 rise 1
                """.formatted(port));
        for (ServiceProcess replica : replicas) {
            configuration.append("    server %d 127.0.0.1:%d port %d\n"
                    .formatted(replica.port(), replica.port(), replica.managementPort()));
        }
        configuration.append("""
                listen statistics
                    bind 127.0.0.1:%d
                    stats enable
                    stats uri /
                """.formatted(statisticsPort));
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
        process = new ProcessBuilder(PROGRAM.toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static HaProxy start(Path folder, List<ServiceProcess> replicas) {
        try {
            return new HaProxy(folder, replicas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** Waits until the proxy sends requests to exactly these replicas. */
    void awaitReady(List<ServiceProcess> replicas) {
        List<String> ports = replicas.stream()
                .map(replica -> Integer.toString(replica.port()))
                .sorted()
                .toList();
        await("the proxy to know " + ports).ignoreExceptions().until(() -> ready().equals(ports));
    }

    private List<String> ready() throws IOException {
        try (var statistics = URI.create("http://localhost:" + statisticsPort + "/;csv")
                .toURL()
                .openStream()) {
            return new String(statistics.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("mizan,\\d+,.*") && line.contains(",UP,"))
                    .map(line -> line.split(",", -1)[1])
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
