package mizan.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import mizan.testing.Answer;
import mizan.testing.Ports;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Levels of loggers at run time: on the management port, and from the same host only. */
class LogLevelsApiTest extends ServiceTest {

    private static final String NAME = "mizan.log-levels-test";

    private final int managementPort = Ports.free();

    @AfterEach
    void resetLevel() {
        ((Logger) LoggerFactory.getLogger(NAME)).setLevel(null);
    }

    @Test
    void operatorReadsAndSetsALevel() {
        try (EmbeddedServer _ = replica(Map.of("endpoints.all.port", managementPort))) {
            assertThat(set("DEBUG").status()).isEqualTo(200);

            assertThat(((Logger) LoggerFactory.getLogger(NAME)).getLevel()).isEqualTo(Level.DEBUG);
            assertThat(sendTo(managementPort, "GET", "/loggers/" + NAME, new byte[0])
                            .json()
                            .path("configuredLevel")
                            .asText())
                    .isEqualTo("DEBUG");
            assertThat(set("LOUD").status()).isEqualTo(400);
        }
    }

    @Test
    void otherHostsCannotReadOrSetLevels() throws IOException {
        Optional<InetAddress> address = ownAddress();
        assumeTrue(address.isPresent(), "This machine has the loopback address only");
        try (EmbeddedServer _ =
                replica(Map.of("endpoints.all.port", managementPort, "micronaut.server.host", "0.0.0.0"))) {
            assertThat(statusLine(address.get(), "GET", "/health/liveness")).contains(" 200 ");
            for (String method : new String[] {"GET", "POST"}) {
                assertThat(statusLine(address.get(), method, "/loggers/" + NAME))
                        .contains(" 404 ");
            }
        }
    }

    private Answer set(String level) {
        return sendTo(
                managementPort,
                "POST",
                "/loggers/" + NAME,
                ("{\"configuredLevel\":\"" + level + "\"}").getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON);
    }

    private String statusLine(InetAddress address, String method, String path) throws IOException {
        try (Socket socket = new Socket(address, managementPort)) {
            String body = method.equals("POST") ? "{}" : "";
            socket.getOutputStream()
                    .write(
                            "%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(method, path, body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static Optional<InetAddress> ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }
}
