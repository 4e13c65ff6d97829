package mizan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Slow mode that a burst of comments turns on. */
class SlowModeApiTest extends ServiceTest {

    @Test
    void burstTurnsSlowModeOnAndItsEndTurnsItOff() {
        String token = admin();
        try (EmbeddedServer replica = replica(Map.of(
                "mizan.trusted-proxies", "127.0.0.1,::1",
                "mizan.submission.client-burst", 0,
                "mizan.sites.demo.slow-mode-burst", 3))) {
            MutableClock clock = replica.getApplicationContext().getBean(MutableClock.class);
            clock.advance(Duration.between(
                    clock.instant(), bean(MutableClock.class).instant().plusMillis(10)));
            SlowMode slowMode = replica.getApplicationContext().getBean(SlowMode.class);
            for (String client : new String[] {"192.0.2.1", "192.0.2.1", "192.0.2.1"}) {
                assertThat(submitTo(replica, client).status()).isEqualTo(202);
            }

            await().until(() -> slowMode.isOn("demo", "market-scales"));
            assertThat(slowMode.isOn("demo", "another-article")).isFalse();
            assertThat(submitTo(replica, "198.51.100.1").status()).isEqualTo(202);
            assertThat(submitTo(replica, "198.51.100.1").status()).isEqualTo(429);
            assertThat(sendTo(
                                    replica.getPort(),
                                    "GET",
                                    "/console",
                                    new byte[0],
                                    "Authorization",
                                    token,
                                    "Accept-Language",
                                    "en")
                            .body())
                    .contains("Slow mode");

            clock.advance(Duration.ofMinutes(2));
            await().until(() -> !slowMode.isOn("demo", "market-scales"));
            assertThat(submitTo(replica, "198.51.100.1").status()).isEqualTo(202);
            assertThat(submitTo(replica, "198.51.100.1").status()).isEqualTo(202);
        }
    }

    private static Answer submitTo(EmbeddedServer replica, String client) {
        return sendTo(
                replica.getPort(),
                "POST",
                "/api/v1/sites/demo/comments",
                json(Sample.submission()).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "X-Forwarded-For",
                client);
    }
}
