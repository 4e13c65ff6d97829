package mizan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.0.0.1, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.0, false",
        "192.0.2.1/32, 192.0.2.1, true",
        "192.0.2.1/32, 192.0.2.3, false",
        "255.255.255.255/32, 255.255.255.254, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "::/0, 192.0.2.1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2000::/3, 3fff::1, true",
        "2000::/3, fe80::1, false",
        "fc00::/7, fe00::1, false",
        "::1/128, ::1, true",
        "::1/128, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, false",
        "::ffff:10.0.0.0/104, 10.255.0.1, true",
        "::ffff:10.0.0.0/104, 11.0.0.1, false",
        "::ffff:0:0/96, 192.0.2.1, true",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "::ffff:a00:1, 10.0.0.1, true",
        "64:ff9b::192.0.2.0/120, 64:ff9b::c000:2ff, true"
    })
    void rangeContainsTheAddressesWithItsPrefix(String range, String address, boolean isContained) {
        assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(isContained);
    }

    @Property
    void ipv4PrefixAloneDecides(@ForAll("ipv4") byte[] network, @ForAll @IntRange(max = 31) int flipped) {
        assertPrefixDecides(network, flipped);
    }

    @Property
    void ipv6PrefixAloneDecides(@ForAll("ipv6") byte[] network, @ForAll @IntRange(max = 127) int flipped) {
        assertPrefixDecides(network, flipped);
    }

    /** An address that differs from the network in one bit is inside only if the prefix ends before this bit. */
    private static void assertPrefixDecides(byte[] network, int flipped) {
        byte[] other = network.clone();
        other[flipped / Byte.SIZE] ^= (byte) (0x80 >> (flipped % Byte.SIZE));
        for (int prefix = 0; prefix <= network.length * Byte.SIZE; prefix++) {
            AddressRange range = AddressRange.parse(address(network).getHostAddress() + "/" + prefix)
                    .orElseThrow();

            assertThat(range.contains(address(network))).as("%s", range).isTrue();
            assertThat(range.contains(address(other)))
                    .as("%s contains %s", range, address(other))
                    .isEqualTo(prefix <= flipped);
        }
    }

    @Provide
    Arbitrary<byte[]> ipv4() {
        return bytes(4);
    }

    // No IPv4-mapped address starts with these bits.
    @Provide
    Arbitrary<byte[]> ipv6() {
        return bytes(16).map(bytes -> {
            bytes[0] |= 0x40;
            bytes[1] |= 0x40;
            return bytes;
        });
    }

    private static Arbitrary<byte[]> bytes(int size) {
        return Arbitraries.bytes().array(byte[].class).ofSize(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "10.0.0.0/٨",
                "10.0.0/8",
                "10",
                "010.0.0.256",
                "10.0.0.1:80",
                "::/129",
                "::ffff:10.0.0.0/95",
                "[2001:db8::]/32",
                ":::",
                "proxy.example",
                "localhost"
            })
    void otherTextIsRefused(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "::ffff:10.0.0.1", "::ffff:0a00:0001"})
    void bytesOfAMappedAddressCountAsIpv4(String range) throws UnknownHostException {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff0a000001");

        assertThat(AddressRange.parse(range).orElseThrow().contains(Inet6Address.getByAddress(null, mapped, -1)))
                .isTrue();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
