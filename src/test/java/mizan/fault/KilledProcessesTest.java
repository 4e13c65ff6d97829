package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service and its database are killed again and again. */
@Tag("faults")
class KilledProcessesTest extends FaultTest {

    private static final int SERVICE_ROUNDS = 20;
    private static final int DATABASE_ROUNDS = 10;

    @Test
    void killedServiceLosesNothing() {
        ServiceProcess service = startService();
        Load load = startLoad(service.uri(), 8);
        Duration slowest = Duration.ZERO;

        for (int i = 0; i < SERVICE_ROUNDS; i++) {
            slowest = max(slowest, killService(service, load));
        }

        finish("kill -9 of the service, %d rounds".formatted(SERVICE_ROUNDS), load, slowest);
    }

    @Test
    void killedDatabaseLosesNothing() {
        ServiceProcess service = startService();
        Load load = startLoad(service.uri(), 8);
        Duration slowest = Duration.ZERO;

        for (int i = 0; i < DATABASE_ROUNDS; i++) {
            Runnable end = i % 2 == 0 ? database()::kill : database()::stopImmediately;
            slowest = max(slowest, endDatabase(end, load));
            assertThat(service.isAlive()).isTrue();
        }

        finish("kill -9 and immediate stop of PostgreSQL, %d rounds".formatted(DATABASE_ROUNDS), load, slowest);
    }
}
