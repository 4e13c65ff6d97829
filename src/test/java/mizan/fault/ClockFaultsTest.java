package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replicas whose clocks are two hours fast and two hours slow, beside one whose clock is right. Skipped where libfaketime is
 * not installed: it gives a process another time of day.
 */
@Tag("faults")
class ClockFaultsTest extends FaultTest {

    private static final Duration FAULT = Duration.ofSeconds(30);

    @Test
    void replicasUseTheTimeOfTheDatabase() throws IOException {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "libfaketime is not installed");
        // The first one issues the clients' token.
        List<ServiceProcess> replicas = List.of(
                startService(clock(library.orElseThrow(), Duration.ofHours(2))),
                startService(clock(library.orElseThrow(), Duration.ofHours(-2))),
                startService());
        List<URI> services = replicas.stream().map(ServiceProcess::uri).toList();
        Load load = startLoad(services, 9);

        hold(FAULT);

        assertThat(replicas).allMatch(ServiceProcess::isReady);
        finish("three replicas, their clocks 2 h fast, 2 h slow and right", load, Duration.ZERO);
        assertThat(load.ledger().failedCount()).isZero();
        // Under libfaketime a JVM is busy even without work.
        replicas.subList(0, 2).forEach(ServiceProcess::kill);
        assertThat(replicas.getLast().run("audit", "verify")).contains("Intact: ");
    }

    private static Map<String, String> clock(Path library, Duration offset) {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                "%+d".formatted(offset.toSeconds()),
                // Timeouts use the monotonic clock.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** The variant for programs with several threads. */
    private static Optional<Path> library() throws IOException {
        Path libraries = Path.of("/usr/lib");
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (Stream<Path> files =
                Files.find(libraries, 3, (file, _) -> file.endsWith(Path.of("faketime", "libfaketimeMT.so.1")))) {
            return files.findFirst();
        }
    }
}
