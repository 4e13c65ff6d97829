package mizan.platform.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from: an IPv4 address, or the /64 network of an IPv6 one, which a single household or machine
 * has to itself.
 *
 * @param network its octets in hexadecimal digits
 */
public record ClientAddress(String network) {

    private static final int NETWORK_OCTETS = 8;

    static ClientAddress of(InetAddress address) {
        byte[] octets = address.getAddress();
        return new ClientAddress(
                HexFormat.of().formatHex(Arrays.copyOf(octets, Math.min(octets.length, NETWORK_OCTETS))));
    }

    /** Nothing: an address is personal. */
    @Override
    public String toString() {
        return "ClientAddress[…]";
    }
}
