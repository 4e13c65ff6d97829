package mizan.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import mizan.moderator.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdConfigurationTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example", "login.example", "ftp://localhost", "http://localhost.example"})
    void issuerIsHttpsOrLoopback(String issuer) {
        assertThatThrownBy(() -> configuration(issuer, "newsroom"))
                .hasMessage("mizan.openid.issuer: not https: " + issuer);
        assertThat(configuration("https://login.example/realms/staff", "newsroom")
                        .alias())
                .isEqualTo("newsroom");
        assertThat(configuration("http://127.0.0.1:8180", "newsroom").alias()).isEqualTo("newsroom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "News", "a@b", "a b", "a123456789a123456789a1234567890"})
    void invalidAliasIsRefused(String alias) {
        assertThatThrownBy(() -> configuration("https://login.example", alias))
                .hasMessageStartingWith("mizan.openid.alias: not ");
    }

    @Test
    void secretIsNotPrinted() {
        assertThat(configuration("https://login.example", "newsroom").toString())
                .doesNotContain("sesame");
    }

    private static OpenIdConfiguration configuration(String issuer, String alias) {
        return new OpenIdConfiguration(
                URI.create(issuer),
                alias,
                "mizan",
                "sesame",
                null,
                "openid",
                "sub",
                "roles",
                "sites",
                Map.of("editors", Role.MODERATOR),
                null);
    }
}
