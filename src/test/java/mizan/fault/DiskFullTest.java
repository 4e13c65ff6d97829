package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The disk of the database is full. Skipped where the test may not mount a file system in memory. */
@Tag("faults")
class DiskFullTest extends FaultTest {

    private static final Duration FAULT = Duration.ofSeconds(15);

    private Path disk() {
        return folder.resolve("disk");
    }

    @Override
    protected DatabaseServer createDatabase() {
        try {
            Files.createDirectories(disk());
            assumeTrue(
                    run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk().toString()),
                    "No right to mount a file system");
            opened(() -> run("umount", disk().toString()));
            return DatabaseServer.start(disk());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void databaseWithFullDisk() throws IOException {
        ServiceProcess service = startService();
        Load load = startLoad(service.uri(), 8);
        load.awaitAccepted(20);

        Path filler = disk().resolve("filler");
        fill(filler);
        hold(FAULT);
        assertThat(service.isReady()).isTrue();
        long refused = load.ledger().failedCount();
        Files.delete(filler);
        // PostgreSQL ends itself if it cannot write its log.
        database().start();
        Duration recovery = load.awaitAccepted(1);

        finish("disk of the database full 15 s", load, recovery);
        assertThat(refused).isPositive();
        assertThat(recovery).isLessThan(RECOVERY);
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4_096];
        try (OutputStream output = Files.newOutputStream(filler)) {
            boolean hasSpace;
            do {
                hasSpace = isWritten(output, block);
            } while (hasSpace);
        }
    }

    private static boolean isWritten(OutputStream output, byte[] block) {
        try {
            output.write(block);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
