package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class ManagementPortApiTest extends ServiceTest {

    @Test
    void probesAreAnsweredWhileAllEventLoopsOfTheApiAreBlocked() throws Exception {
        List<EventExecutor> loops = new ArrayList<>();
        bean(EventLoopGroup.class).forEach(loops::add);
        CountDownLatch blocked = new CountDownLatch(loops.size());
        CountDownLatch release = new CountDownLatch(1);
        List<Future<?>> blockers = new ArrayList<>();
        try {
            for (EventExecutor loop : loops) {
                blockers.add(loop.submit(() -> {
                    blocked.countDown();
                    release.await();
                    return null;
                }));
            }
            blocked.await();

            assertThat(getManagement("/health/liveness").status()).isEqualTo(200);
            assertThat(getManagement("/health/readiness").status()).isEqualTo(200);
        } finally {
            release.countDown();
        }
        for (Future<?> blocker : blockers) {
            blocker.get();
        }
        assertThat(get("/nowhere").status()).isEqualTo(404);
    }
}
