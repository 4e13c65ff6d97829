package mizan.platform.outbound;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A network in CIDR notation. Netty's {@code IpSubnetFilterRule} is not used, because its IPv6 rules also match each address
 * whose prefix has only ones: {@code 2000::/3} contains {@code fe80::1} there.
 *
 * @param network an address of the network
 * @param hostBits the number of bits after the prefix
 */
record AddressRange(InetAddress network, int hostBits) {

    /** Parses a network such as {@code 10.0.0.0/8}, or a single address. Host names are not looked up. */
    static Optional<AddressRange> parse(String cidr) {
        int slash = cidr.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? cidr : cidr.substring(0, slash));
        String prefix = slash < 0 ? "" : cidr.substring(slash + 1);
        if (address.isEmpty() || (slash >= 0 && !prefix.matches("\\d{1,3}"))) {
            return Optional.empty();
        }
        int bits = address.get().getAddress().length * Byte.SIZE;
        int hostBits = slash < 0 ? 0 : bits - Integer.parseInt(prefix);
        return hostBits < 0 ? Optional.empty() : Optional.of(new AddressRange(address.get(), hostBits));
    }

    /** An address as text, without a DNS lookup. */
    static Optional<InetAddress> address(String text) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.getAddress().length && prefix(bytes).equals(prefix(network.getAddress()));
    }

    private BigInteger prefix(byte[] bytes) {
        return new BigInteger(1, bytes).shiftRight(hostBits);
    }
}
