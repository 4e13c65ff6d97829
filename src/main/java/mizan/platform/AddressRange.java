package mizan.platform;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A network in CIDR notation. An IPv4-mapped address ({@code ::ffff:10.0.0.1}) counts as its IPv4 address. Netty's
 * {@code IpSubnetFilterRule} is not used, because its IPv6 rules also match each address whose prefix has only ones:
 * {@code 2000::/3} contains {@code fe80::1} there.
 *
 * @param network an address of the network
 * @param hostBits the number of bits after the prefix
 */
public record AddressRange(InetAddress network, int hostBits) {

    private static final int IPV6_BITS = 128;

    /** Parses a network such as {@code 10.0.0.0/8}, or a single address. Host names are not looked up. */
    public static Optional<AddressRange> parse(String cidr) {
        int slash = cidr.indexOf('/');
        String literal = slash < 0 ? cidr : cidr.substring(0, slash);
        String prefix = slash < 0 ? "" : cidr.substring(slash + 1);
        // An address in brackets, as in a URL, is not in CIDR notation.
        Optional<InetAddress> address = literal.startsWith("[") ? Optional.empty() : address(literal);
        if (address.isEmpty() || (slash >= 0 && !prefix.matches("\\d{1,3}"))) {
            return Optional.empty();
        }
        int bits = bits(address.get());
        // The prefix of an IPv4-mapped network is written as one of an IPv6 network.
        int writtenBits = literal.indexOf(':') < 0 ? bits : IPV6_BITS;
        int hostBits = slash < 0 ? 0 : writtenBits - Integer.parseInt(prefix);
        return hostBits < 0 || hostBits > bits
                ? Optional.empty()
                : Optional.of(new AddressRange(address.get(), hostBits));
    }

    /** An address as text, without a DNS lookup. */
    public static Optional<InetAddress> address(String text) {
        // The JDK reads IPv4 addresses with missing parts, and Netty no IPv6 addresses with an IPv4 part that are not
        // mapped.
        if (text.indexOf(':') < 0) {
            return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
        }
        try {
            return Optional.of(Inet6Address.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        InetAddress unmapped = withoutMapping(address);
        return bits(unmapped) == bits(network) && prefix(unmapped).equals(prefix(network));
    }

    private BigInteger prefix(InetAddress address) {
        return new BigInteger(1, address.getAddress()).shiftRight(hostBits);
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static InetAddress withoutMapping(InetAddress address) {
        try {
            // The bytes of an IPv4-mapped address give an Inet4Address.
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Not the bytes of an address", e);
        }
    }
}
