package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two replicas behind HAProxy are replaced one after another, in the order of Kubernetes with {@code maxUnavailable: 0}: first
 * a new one is ready, then an old one gets SIGTERM, without a preStop hook. Skipped where HAProxy is not installed.
 */
@Tag("faults")
class RollingUpdateTest extends FaultTest {

    private static final int REPLACEMENTS = 5;
    private static final int REQUESTS = 20_000;

    @Test
    void replacementsFailNoRequest() {
        assumeTrue(HaProxy.isInstalled(), "HAProxy is not installed");
        List<ServiceProcess> replicas = Stream.generate(() -> opened(
                        ServiceProcess.launch(folder, database(), Map.of("MIZAN_PUBLIC_ORIGIN", "http://localhost"))))
                .limit(3)
                .toList();
        replicas.forEach(ServiceProcess::awaitReady);
        replicas.get(2).stop();
        HaProxy proxy = opened(HaProxy.start(folder, replicas));
        proxy.awaitReady(replicas.subList(0, 2));
        Load load = startLoad(proxy.uri(), 16);

        for (int i = 0; i < REPLACEMENTS; i++) {
            awaitRequests(load, (i + 1) * REQUESTS / (REPLACEMENTS + 1));
            ServiceProcess started = replicas.get((i + 2) % 3);
            ServiceProcess kept = replicas.get((i + 1) % 3);
            started.restart();
            proxy.awaitReady(replicas);
            replicas.get(i % 3).stop();
            proxy.awaitReady(List.of(kept, started));
        }
        awaitRequests(load, REQUESTS);

        finish("%d replacements behind HAProxy".formatted(REPLACEMENTS), load, Duration.ZERO);
        assertThat(load.ledger().failedCount()).isZero();
    }

    private static void awaitRequests(Load load, long count) {
        await("%d requests".formatted(count))
                .atMost(Duration.ofMinutes(5))
                .until(() -> load.ledger().requestCount() >= count);
    }
}
