package mizan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is kept about a client: a pseudonym of its network. */
class ClientPseudonymApiTest extends ServiceTest {

    private static final EmbeddedServer BEHIND_A_PROXY = replica(Map.of("mizan.trusted-proxies", "127.0.0.1,::1"));

    @AfterAll
    static void stop() {
        BEHIND_A_PROXY.close();
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,         198.51.100.200,                      true",
        "198.51.100.7,         198.51.101.7,                        false",
        "198.51.100.7,         ::ffff:198.51.100.8,                 true",
        "2001:db8:1:2::7,      2001:db8:1:ff00:1:2:3:4,             true",
        "2001:db8:1:2::7,      2001:db8:2:2::7,                     false"
    })
    void pseudonymIsThatOfTheNetwork(String one, String other, boolean isEqual) {
        assertThat(pseudonym(BEHIND_A_PROXY.getPort(), one).equals(pseudonym(BEHIND_A_PROXY.getPort(), other)))
                .isEqualTo(isEqual);
    }

    @Test
    void pseudonymChangesEveryWeek() {
        String before = pseudonym(BEHIND_A_PROXY.getPort(), "198.51.100.7");

        BEHIND_A_PROXY.getApplicationContext().getBean(MutableClock.class).advance(Duration.ofDays(7));

        assertThat(pseudonym(BEHIND_A_PROXY.getPort(), "198.51.100.7")).isNotEqualTo(before);
    }

    @Test
    void headerOfAClientThatIsNoTrustedProxyIsIgnored() {
        assertThat(pseudonym(port(), "198.51.100.7")).isEqualTo(pseudonym(port(), "203.0.113.9"));
    }

    private static String pseudonym(int port, String client) {
        String id = sendTo(
                        port,
                        "POST",
                        "/api/v1/sites/demo/comments",
                        json(Sample.submission()).getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        JSON,
                        "X-Forwarded-For",
                        client)
                .json()
                .path("id")
                .asText();
        String pseudonym = Postgres.value("SELECT client FROM comment WHERE id = '%s'".formatted(id));
        assertThat(pseudonym).matches("\\\\x[0-9a-f]{32}");
        return pseudonym;
    }
}
