package mizan.email;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import mizan.platform.database.DatabaseUnavailable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the keysets when the service starts. If one is wrong, the service is not ready, and stores no address: data of
 * two keysets in one database could not be told apart later.
 */
@Readiness
@Singleton
class KeysetHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(KeysetHealth.class);

    private final KeysetVerification verification;
    private final EmailVault vault;
    private volatile State state = State.STOPPED;

    /** The ids of the lost keys by the file that they were in. */
    private volatile Map<String, List<String>> lost = Map.of();

    KeysetHealth(KeysetVerification verification, EmailVault vault, MeterRegistry meters) {
        this.verification = verification;
        this.vault = vault;
        Gauge.builder("mizan.keysets.valid", () -> state == State.VALID ? 1 : 0)
                .description("Whether the keysets have all keys that the database was used with")
                .register(meters);
    }

    @EventListener
    void onStartup(ServerStartupEvent event) {
        state = State.UNKNOWN;
        verify();
    }

    /** Repeats a verification that failed because the database was unavailable. */
    @Scheduled(fixedDelay = "1s")
    void retry() {
        if (state == State.UNKNOWN) {
            verify();
        }
    }

    private void verify() {
        try {
            List<KeysetVerification.Result> results = verification.verifyAndRecord();
            lost = lost(results);
            List<KeysetVerification.Result> wrong =
                    results.stream().filter(result -> !result.isValid()).toList();
            wrong.forEach(KeysetHealth::log);
            if (!wrong.isEmpty()) {
                vault.close();
            }
            state = wrong.isEmpty() ? State.VALID : State.WRONG;
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }

    private static void log(KeysetVerification.Result result) {
        if (result.isPrimaryKeyRetired()) {
            LOG.error(
                    "The service is not ready: the primary key of {} is retired, the file is an old one",
                    result.file());
        } else {
            LOG.error(
                    "The service is not ready: {} is not the keyset of this database, it lacks the keys {}",
                    result.file(),
                    result.missing());
        }
    }

    private static Map<String, List<String>> lost(List<KeysetVerification.Result> results) {
        return results.stream()
                .filter(result -> !result.lost().isEmpty())
                .collect(toMap(KeysetVerification.Result::file, KeysetVerification.Result::lost));
    }

    /** Lost keys do not take the service out: there is nothing left to wait for. */
    @Override
    public Publisher<HealthResult> getResult() {
        HealthResult.Builder result =
                HealthResult.builder("keysets", state == State.VALID ? HealthStatus.UP : HealthStatus.DOWN);
        return Publishers.just(
                lost.isEmpty()
                        ? result.build()
                        : result.details(Map.of("lostKeys", lost)).build());
    }

    private enum State {
        /** The service has not started. Commands stay in this state. */
        STOPPED,
        /** The database was not available yet. */
        UNKNOWN,
        VALID,
        WRONG
    }
}
