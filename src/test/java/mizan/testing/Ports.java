package mizan.testing;

import io.micronaut.core.io.socket.SocketUtils;

/** Ports to listen on a little later: below those that the system gives to connections, which might take one meanwhile. */
public final class Ports {

    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;

    private Ports() {}

    public static int free() {
        return SocketUtils.findAvailableTcpPort(FIRST, LAST);
    }
}
