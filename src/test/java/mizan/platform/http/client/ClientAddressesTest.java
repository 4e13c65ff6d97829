package mizan.platform.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private final ClientAddresses behindProxies = new ClientAddresses(List.of("10.0.0.0/8", "2001:db8:1::/48"));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.9, 192.0.2.1",
        "10.0.0.1, 192.0.2.9, 192.0.2.9",
        "10.0.0.1, '6.6.6.6, 192.0.2.9', 192.0.2.9",
        "10.0.0.1, '6.6.6.6, 192.0.2.9, 10.2.0.1', 192.0.2.9",
        "10.0.0.1, '6.6.6.6, 192.0.2.9 ,10.2.0.1,2001:db8:1::7', 192.0.2.9",
        "2001:db8:1::1, 192.0.2.9, 192.0.2.9",
        "10.0.0.1, '6.6.6.6|192.0.2.9', 192.0.2.9",
        "10.0.0.1, '192.0.2.9:4711', 192.0.2.9",
        "10.0.0.1, '[2001:db8:9::1]:4711', 2001:db8:9::1",
        "10.0.0.1, ::ffff:192.0.2.9, 192.0.2.9",
        "10.0.0.1, 64:ff9b::192.0.2.9, 192.0.2.9",
        "10.0.0.1, '192.0.2.9, ::ffff:10.0.0.3', 192.0.2.9",
        "::ffff:10.0.0.1, 192.0.2.9, 192.0.2.9",
        "10.0.0.1, '10.0.0.2, 10.0.0.3', 10.0.0.2",
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, '6.6.6.6, unknown', 10.0.0.1",
        "10.0.0.1, '6.6.6.6, localhost', 10.0.0.1",
        "10.0.0.1, '6.6.6.6,', 10.0.0.1",
        "11.0.0.1, 192.0.2.9, 11.0.0.1"
    })
    void forwardedForIsReadFromTrustedProxiesOnly(String peer, String forwardedFor, String client) throws Exception {
        assertThat(behindProxies.of(address(peer), Arrays.asList(forwardedFor.split("\\|", -1))))
                .isEqualTo(ClientAddress.of(address(client)));
    }

    @Test
    void peerIsTheClientWithoutTrustedProxies() throws Exception {
        for (ClientAddresses alone : List.of(new ClientAddresses(List.of()), new ClientAddresses(List.of("")))) {
            assertThat(alone.of(address("127.0.0.1"), List.of("192.0.2.9")))
                    .isEqualTo(ClientAddress.of(address("127.0.0.1")));
        }
    }

    @Test
    void singleAddressIsANetworkOfOne() throws Exception {
        ClientAddresses behindOne = new ClientAddresses(List.of("10.0.0.1"));

        assertThat(behindOne.of(address("10.0.0.1"), List.of("192.0.2.9")))
                .isEqualTo(ClientAddress.of(address("192.0.2.9")));
        assertThat(behindOne.of(address("10.0.0.2"), List.of("192.0.2.9")))
                .isEqualTo(ClientAddress.of(address("10.0.0.2")));
    }

    @Test
    void addressOutsideTheIpv6NetworkOfTheProxiesIsNoProxy() throws Exception {
        ClientAddresses behindTwo = new ClientAddresses(List.of("2001:db8::/32", "::ffff:10.0.0.0/104"));

        assertThat(behindTwo.of(address("ffff:ffff::1"), List.of("192.0.2.9")))
                .isEqualTo(ClientAddress.of(address("ffff:ffff::1")));
        assertThat(behindTwo.of(address("10.0.0.1"), List.of("192.0.2.9")))
                .isEqualTo(ClientAddress.of(address("192.0.2.9")));
    }

    @Test
    void ipv6AddressCountsAsItsNetwork() throws Exception {
        assertThat(ClientAddress.of(address("2001:db8:1:2::1")))
                .isEqualTo(ClientAddress.of(address("2001:db8:1:2:ffff::9")))
                .isNotEqualTo(ClientAddress.of(address("2001:db8:1:3::1")));
        assertThat(ClientAddress.of(address("192.0.2.1"))).isNotEqualTo(ClientAddress.of(address("192.0.2.2")));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 'NARROW c0000201, WIDE c00002'",
        "::ffff:192.0.2.1, 'NARROW c0000201, WIDE c00002'",
        "64:ff9b::192.0.2.1, 'NARROW c0000201, WIDE c00002'",
        "2001:db8:1:2ff:3::4, 'NARROW 20010db8000102ff, MEDIUM 20010db8000102, WIDE 20010db80001'",
        "64:ff9b:1::192.0.2.1, 'NARROW 0064ff9b00010000, MEDIUM 0064ff9b000100, WIDE 0064ff9b0001'",
        "::1, 'NARROW 0000000000000000, MEDIUM 00000000000000, WIDE 000000000000'"
    })
    void networksAreListedFromTheNarrowest(String address, String networks) throws Exception {
        assertThat(ClientAddress.of(address(address)).networks())
                .map(network -> network.width() + " " + network.prefix())
                .containsExactly(networks.split(", "));
    }

    @Test
    void bytesOfAMappedAddressCountAsIpv4() throws Exception {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffffc0000201");

        assertThat(ClientAddress.of(Inet6Address.getByAddress(null, mapped, -1)))
                .isEqualTo(ClientAddress.of(address("192.0.2.1")));
    }

    @Test
    void stringFormContainsNoAddress() throws Exception {
        ClientAddress address = ClientAddress.of(address("192.0.2.1"));

        assertThat(address).hasToString("ClientAddress[…]");
        assertThat(address.network()).hasToString("ClientNetwork[NARROW]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "/8", "::/129"})
    void invalidNetworkIsRefused(String network) {
        assertThatThrownBy(() -> new ClientAddresses(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mizan.trusted-proxies: not an address or a network: " + network);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
