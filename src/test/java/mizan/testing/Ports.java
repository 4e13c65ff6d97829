package mizan.testing;

import io.micronaut.core.io.socket.SocketUtils;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports to listen on a little later, none of them twice: below those that the system gives to connections, which might
 * take one meanwhile, and from a place of this run's own.
 */
public final class Ports {

    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(LAST - FIRST));

    private Ports() {}

    public static int free() {
        int port;
        do {
            port = FIRST + NEXT.getAndIncrement() % (LAST - FIRST);
        } while (!SocketUtils.isTcpPortAvailable(port));
        return port;
    }
}
