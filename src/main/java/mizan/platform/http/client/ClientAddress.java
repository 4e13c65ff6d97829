package mizan.platform.http.client;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import mizan.platform.http.client.ClientNetwork.Width;

/**
 * Address of a client, as the networks that limits count. An IPv4 address inside an IPv6 address counts as the IPv4
 * address: IPv4-mapped addresses ({@code ::ffff:0:0/96}, RFC 4291 §2.5.5.2) and the well-known prefix of NAT64
 * ({@code 64:ff9b::/96}, RFC 6052 §2.1).
 *
 * @param networks at most one of each width, the narrowest first
 * @param isLoopback whether the client is on this machine
 */
public record ClientAddress(List<ClientNetwork> networks, boolean isLoopback) {

    private static final byte[] MAPPED_PREFIX = HexFormat.of().parseHex("00000000000000000000ffff");
    private static final byte[] NAT64_PREFIX = HexFormat.of().parseHex("0064ff9b0000000000000000");

    private static final int IPV4_BYTES = 4;

    /** The first byte of 127.0.0.0/8. */
    private static final byte IPV4_LOOPBACK = 127;

    public ClientAddress {
        networks = List.copyOf(networks);
    }

    public static ClientAddress of(InetAddress address) {
        byte[] bytes = withoutTranslation(address.getAddress());
        return bytes.length == IPV4_BYTES
                ? new ClientAddress(
                        List.of(network(Width.NARROW, bytes, 32), network(Width.WIDE, bytes, 24)),
                        bytes[0] == IPV4_LOOPBACK)
                : new ClientAddress(
                        List.of(
                                network(Width.NARROW, bytes, 64),
                                network(Width.MEDIUM, bytes, 56),
                                network(Width.WIDE, bytes, 48)),
                        address.isLoopbackAddress());
    }

    /** The narrowest network: an IPv4 address or an IPv6 /64. */
    public ClientNetwork network() {
        return networks.getFirst();
    }

    /** Returns the four bytes of an IPv4 address inside an IPv6 address, else the same bytes. */
    static byte[] withoutTranslation(byte[] address) {
        boolean isTranslated = startsWith(address, MAPPED_PREFIX) || startsWith(address, NAT64_PREFIX);
        return isTranslated ? Arrays.copyOfRange(address, MAPPED_PREFIX.length, address.length) : address;
    }

    private static boolean startsWith(byte[] address, byte[] prefix) {
        return address.length > prefix.length && Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static ClientNetwork network(Width width, byte[] address, int bits) {
        return new ClientNetwork(width, HexFormat.of().formatHex(address, 0, bits / Byte.SIZE));
    }

    /** Does not contain the address, which is personal data. */
    @Override
    public String toString() {
        return "ClientAddress[…]";
    }
}
