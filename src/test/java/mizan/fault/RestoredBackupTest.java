package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A backup of {@code pg_dump} is restored on another server. Uses PostgreSQL 15 of Debian, the oldest version that is
 * supported, because the embedded one has no client programs. Skipped where it is not installed.
 */
@Tag("faults")
class RestoredBackupTest extends FaultTest {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    protected DatabaseServer createDatabase() {
        assumeTrue(Files.isExecutable(PROGRAMS.resolve("postgres")), "PostgreSQL 15 is not installed");
        return DatabaseServer.start(folder.resolve("first"), PROGRAMS);
    }

    @Test
    void restoredBackupIsWholeAndHasNoErasedData() throws Exception {
        ServiceProcess service = startService();
        String receipt = submit(service);
        Load load = startLoad(service.uri(), 8);
        load.awaitAccepted(100);
        Ledger ledger = load.stop();
        Path backup = folder.resolve("mizan.dump");
        run(database(), "pg_dump", "--format=custom", "--file=" + backup, "postgres");
        withdraw(service, receipt);
        String erasures = folder.resolve("erasures.csv").toString();
        assertThat(service.run("erasures", "export", erasures)).contains("Erasures: 1\n");
        service.stop();
        database().close();

        DatabaseServer restored = opened(DatabaseServer.start(folder.resolve("second"), PROGRAMS));
        run(restored, "pg_restore", "--exit-on-error", "--dbname=postgres", backup.toString());
        assertThat(names(restored)).as("the backup has the data").isEqualTo("1");
        ServiceProcess replacement = opened(ServiceProcess.configured(folder, restored));
        assertThat(replacement.run("erasures", "replay", erasures)).contains("Erased again: 1 (texts kept: 0)\n");
        assertThat(replacement.run("audit", "verify")).contains("Intact: ");
        replacement.restart();

        assertThat(names(restored)).isEqualTo("0");
        Ledger.Verdict verdict = ledger.compare(restored);
        print("backup of %d comments, restored: %d lost, %d doubled, %d half; 1 of 1 erasures replayed"
                .formatted(ledger.acceptedCount(), verdict.lost(), verdict.doubled(), verdict.half()));
        assertThat(verdict).isEqualTo(Ledger.Verdict.CLEAN);
    }

    private static String names(DatabaseServer database) {
        return database.value("SELECT count(*) FROM comment WHERE name = 'Omar'");
    }

    private static String submit(ServiceProcess service) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(service.uri().resolve("/api/v1/sites/gazette/comments"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                                {"name":"Omar","email":"omar@example.org","body":"text","article":"a"}"""))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(202);
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static void withdraw(ServiceProcess service, String receipt) throws IOException, InterruptedException {
        HttpResponse<Void> response = CLIENT.send(
                HttpRequest.newBuilder(service.uri().resolve(receipt)).DELETE().build(), BodyHandlers.discarding());
        assertThat(response.statusCode()).isBetween(200, 204);
    }

    private void run(DatabaseServer database, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                PROGRAMS.resolve(program).toString(),
                "--host=localhost",
                "--port=" + database.port(),
                "--username=postgres"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile());
        builder.environment().put("PGPASSWORD", "postgres");
        assertThat(builder.start().onExit().join().exitValue())
                .as(Files.readString(folder.resolve(program + ".log")))
                .isZero();
    }
}
