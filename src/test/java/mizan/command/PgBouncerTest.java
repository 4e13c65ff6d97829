package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replica behind a real PgBouncer. Skipped where PgBouncer is not installed. */
class PgBouncerTest extends ServiceTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"session, 200", "transaction, 503"})
    void transactionModeIsNamedAtTheStart(String mode, int readiness) throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "PgBouncer is not installed");
        int port = Ports.free();
        int managementPort = Ports.free();
        Process pooler = start(mode, port);
        try (EmbeddedServer _ = replica(Map.of(
                "endpoints.all.port",
                managementPort,
                "datasources.default.url",
                "jdbc:postgresql://localhost:" + port + "/postgres",
                "flyway.enabled",
                false))) {
            var health = sendTo(managementPort, "GET", "/health/readiness", new byte[0]);
            assertThat(health.status()).isEqualTo(readiness);
            assertThat(health.body().contains("a pooler in transaction mode")).isEqualTo(readiness == 503);
        } finally {
            pooler.destroy();
            pooler.waitFor();
        }
    }

    private Process start(String mode, int port) throws IOException {
        String database = Postgres.url();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                        [databases]
                        postgres = host=localhost port=%d user=mizan password=mizan
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        listen_port = %d
                        unix_socket_dir =
                        auth_type = any
                        pool_mode = %s
                        ignore_startup_parameters = extra_float_digits
                        """.formatted(
                        URI.create(database.substring("jdbc:".length())).getPort(), port, mode));
        // It refuses to run as root.
        List<String> command = System.getProperty("user.name").equals("root")
                ? List.of(PROGRAM.toString(), "-u", "nobody", settings.toString())
                : List.of(PROGRAM.toString(), settings.toString());
        Process pooler = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        await("PgBouncer to listen").ignoreExceptions().until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            }
        });
        return pooler;
    }
}
