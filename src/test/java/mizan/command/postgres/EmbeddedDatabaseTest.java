package mizan.command.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.command.ProcessTest;
import mizan.command.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other users of a laptop can do to the service and its database. */
@EnabledOnOs(OS.LINUX)
class EmbeddedDatabaseTest extends ProcessTest {

    private static final String FIRST_PASSWORD = "open sesame open sesame";

    @Test
    void databaseIsClosedToOtherUsersFromTheFirstMomentOn() throws Exception {
        Process service = start(Map.of("MIZAN_FIRST_MODERATOR_PASSWORD", FIRST_PASSWORD));
        Path data = folder.resolve("data/postgresql");
        while (service.isAlive() && !isReady()) {
            Optional<PostmasterPidFile> server = PostmasterPidFile.read(data.resolve(PostmasterPidFile.FILE));
            if (server.isPresent()) {
                assertThat(sqlStateOfLogin(server.get().port(), "")).isIn("28P01", "08001", "08004", "08006", "57P03");
            }
        }
        PostmasterPidFile server =
                PostmasterPidFile.read(data.resolve(PostmasterPidFile.FILE)).orElseThrow();
        assertThat(sqlStateOfLogin(server.port(), "guessed")).isEqualTo("28P01");
        assertThat(Files.readString(data.resolve("pg_hba.conf"))).doesNotContain("trust");

        List<String> environment = List.of(
                Files.readString(Path.of("/proc/" + server.pid() + "/environ")).split("\0"));
        assertThat(environment).isNotEmpty().noneMatch(variable -> variable.contains("sesame"));
        assertThat(environment).noneMatch(variable -> variable.startsWith("MIZAN_"));
        assertThat(service.descendants().flatMap(child -> child.info().commandLine().stream()))
                .noneMatch(line -> line.contains("sesame"));
        try (Stream<Path> folders = Stream.of("data", "data/binaries", "data/postgresql", "data/secrets")
                .map(folder::resolve)) {
            assertThat(folders)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)))
                            .as(path.toString())
                            .isEqualTo("rwx------"));
        }
        for (int open : List.of(port, managementPort)) {
            assertThat(accepts("127.0.0.1", open)).isTrue();
            assertThat(accepts("127.0.0.2", open))
                    .as("%d on another address", open)
                    .isFalse();
        }
    }

    @Test
    void serviceListensElsewhereIfToldTo() throws Exception {
        Process service = start(Map.of("MICRONAUT_SERVER_HOST", "0.0.0.0"));
        awaitReady(service);

        assertThat(accepts("127.0.0.2", port)).isTrue();
        assertThat(accepts("127.0.0.2", managementPort)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/binaries", "data/secrets", "data/postgresql"})
    void folderThatOtherUsersCanAccessIsRefused(String name) throws IOException {
        if (!name.equals("data")) {
            createPrivate("data");
        }
        Path shared = createPrivate(name);
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));

        assertRefused(shared + " is accessible to other users: run chmod 700 " + shared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/binaries", "data/secrets", "data/postgresql"})
    void symbolicLinkIsRefused(String name) throws IOException {
        if (!name.equals("data")) {
            createPrivate("data");
        }
        Path link = Files.createSymbolicLink(folder.resolve(name), createPrivate("elsewhere"));

        assertRefused(link + " is a symbolic link: use the folder that it leads to");
    }

    @Test
    void incompleteFirstStartIsRepeated() throws Exception {
        Path data = createPrivate("data");
        Files.writeString(Files.createDirectory(data.resolve("postgresql.new")).resolve("PG_VERSION"), "18\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            assertThat(database.isStartedByThisProcess()).isTrue();
        }

        assertThat(data.resolve("postgresql.new")).doesNotExist();
    }

    private Path createPrivate(String name) throws IOException {
        return Files.createDirectory(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> EmbeddedDatabase.start(folder.resolve("data")))
                .withMessage(message);
        assertThat(folder.resolve("data/postgresql/PG_VERSION")).doesNotExist();
    }

    private boolean isReady() {
        try {
            return get(managementPort, "/health/readiness").statusCode() == 200;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static String sqlStateOfLogin(int port, String password) {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password)) {
            return connection.toString();
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    private static boolean accepts(String address, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName(address), port)) {
            return socket.isConnected();
        } catch (ConnectException _) {
            return false;
        }
    }
}
