package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of the fault suite, which is part of every build. */
@Tag("integration")
class ShortFaultsTest extends FaultTest {

    @Test
    void killedProcessesLoseNothing() {
        ServiceProcess service = startService();
        Load load = startLoad(service.uri(), 8);

        Duration recovery = killService(service, load);
        recovery = max(recovery, endDatabase(database()::kill, load));
        recovery = max(recovery, endDatabase(database()::stopImmediately, load));

        assertThat(service.isAlive()).isTrue();
        finish("kill -9 of the service and of PostgreSQL, and an immediate stop", load, recovery);
    }
}
