package mizan.testing;

import io.micronaut.core.io.socket.SocketUtils;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports for servers. No port is returned twice. They are below the ephemeral range, from which the system may take
 * one for an outgoing connection, and start at a random number, so that parallel test runs rarely collide.
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
