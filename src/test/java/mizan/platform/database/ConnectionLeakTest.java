package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** The pool of a service that has stopped. */
class ConnectionLeakTest extends ServiceTest {

    private static final String NAMED = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'stopping'";

    @Test
    void stoppedServiceHoldsNoConnection() {
        String url = Postgres.url() + "?ApplicationName=stopping";
        try (EmbeddedServer replica = replica(Map.of("datasources.default.url", url))) {
            assertThat(replica.isRunning()).isTrue();
            assertThat(Integer.parseInt(Postgres.value(NAMED))).isPositive();
        }

        await().until(() -> Postgres.value(NAMED).equals("0"));
    }
}
