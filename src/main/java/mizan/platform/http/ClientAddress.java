package mizan.platform.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Address of a client: its IPv4 address or its IPv6 /64 network. One household or machine usually has a whole /64
 * network.
 *
 * @param network the bytes of the address or network, in hexadecimal
 */
public record ClientAddress(String network) {

    private static final int NETWORK_BYTES = 8;

    static ClientAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new ClientAddress(HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES))));
    }

    /** Does not contain the address, which is personal data. */
    @Override
    public String toString() {
        return "ClientAddress[…]";
    }
}
