package mizan.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public addresses are allowed, and listed ones. */
class OutboundAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "2001:4860:4860::8888"
            })
    void publicAddressIsAllowed(String address) {
        assertThat(new OutboundAddresses(List.of()).isAllowed("receiver.example", InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.19.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void otherAddressIsRefusedUnlessItIsListed(String text) {
        InetAddress address = InetAddress.ofLiteral(text);

        assertThat(new OutboundAddresses(List.of()).isAllowed("receiver.example", address))
                .isFalse();
        assertThat(new OutboundAddresses(List.of(address.getHostAddress())).isAllowed("receiver.example", address))
                .isTrue();
        assertThat(new OutboundAddresses(List.of("Receiver.example")).isAllowed("receiver.example", address))
                .isTrue();
        assertThat(new OutboundAddresses(List.of("other.example")).isAllowed("receiver.example", address))
                .isFalse();
    }

    @Test
    void networkIsListedByItsPrefix() {
        OutboundAddresses addresses = new OutboundAddresses(List.of("10.20.0.0/16", " fd00::/8 ", ""));

        assertThat(addresses.isAllowed("scorer", InetAddress.ofLiteral("10.20.3.4")))
                .isTrue();
        assertThat(addresses.isAllowed("scorer", InetAddress.ofLiteral("10.21.0.1")))
                .isFalse();
        assertThat(addresses.isAllowed("scorer", InetAddress.ofLiteral("fd12::1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "https://host", "host:80", "10.0.0.0/33", "10.0.0", "1.2.3.4.5", "*.example", "/8"})
    void invalidEntryIsRefused(String entry) {
        assertThat(OutboundAddresses.isValid(entry)).isFalse();
    }
}
