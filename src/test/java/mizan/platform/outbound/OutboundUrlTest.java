package mizan.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that an operator enters. */
class OutboundUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host.example/",
                "file:///etc/passwd",
                "https:///path",
                "//host.example/",
                "https://user:secret@host.example/",
                "https://host.example/#fragment",
                "https://127.1/",
                "https://host.example:0/",
                "https://host.example:65536/",
                "https://خبر.example/",
                "https://host.example/\r\nX: y",
                "javascript:alert(1)"
            })
    void invalidUrlIsRefused(String url) {
        assertThat(OutboundUrl.parse(url)).isEmpty();
    }

    @Test
    void urlIsPrintedWithoutItsSecret() {
        assertThat(OutboundUrl.parse("HTTPS://Hooks.example:8443/services/secret?token=secret")
                        .orElseThrow())
                .hasToString("https://hooks.example:8443");
    }

    @Test
    void hostOfAnIpv6AddressHasNoBrackets() {
        assertThat(OutboundUrl.parse("https://[::1]:8443/").orElseThrow().host())
                .isEqualTo("::1");
    }
}
