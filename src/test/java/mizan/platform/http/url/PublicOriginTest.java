package mizan.platform.http.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.simple.SimpleHttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicOriginTest {

    @ParameterizedTest
    @CsvSource({
        "comments.example, https://comments.example",
        "Comments.Example:8443, https://comments.example:8443",
        "localhost:8080, http://localhost:8080",
        "127.0.0.1, http://127.0.0.1",
        "[::1]:8080, http://[::1]:8080",
        "localhost.example, https://localhost.example"
    })
    void originIsConfiguredOrDerivedFromTheHost(String host, String origin) {
        assertThat(new PublicOrigin(null).of(request(host, null))).isEqualTo(origin);
        assertThat(new PublicOrigin(" ").of(request(host, null))).isEqualTo(origin);
        assertThat(new PublicOrigin("https://Comments.example").of(request(host, null)))
                .isEqualTo("https://comments.example");
    }

    @ParameterizedTest
    @CsvSource({
        "https://تعليقات.example, https://xn--mgbfb2d2bl6b.example",
        "HTTPS://Comments.example:443/, https://comments.example"
    })
    void configuredOriginIsNormalised(String configured, String origin) {
        assertThat(new PublicOrigin(configured).of(request("mizan", null))).isEqualTo(origin);
    }

    @Test
    void onlyPagesOfTheConfiguredOriginAreSameOrigin() {
        PublicOrigin configured = new PublicOrigin("https://comments.example");

        assertThat(configured.isSameOrigin(request("mizan:8080", "https://comments.example")))
                .isTrue();
        assertThat(configured.isSameOrigin(request("mizan:8080", "https://mizan:8080")))
                .isFalse();
        assertThat(configured.isSameOrigin(request("localhost", "http://localhost")))
                .isFalse();
        assertThat(configured.isSameOrigin(request("comments.example", null))).isFalse();
        assertThat(configured.isLoopback(request("localhost", null))).isFalse();
    }

    @Test
    void invalidHostGivesNoOrigin() {
        PublicOrigin origin = new PublicOrigin(null);

        assertThat(origin.of(request("a.example/b?", null))).isEmpty();
        assertThat(origin.embeddingBase(request("a\"b", null))).isEmpty();
        assertThat(origin.isSameOrigin(request("a.example/b", "https://a.example/b")))
                .isFalse();
        assertThat(origin.isSameHost(request("", "https://"))).isFalse();
    }

    @Test
    void sameHostIncludesEveryNameOfTheService() {
        PublicOrigin configured = new PublicOrigin("https://comments.example");

        assertThat(configured.isSameHost(request("mizan:8080", "http://mizan:8080")))
                .isTrue();
        assertThat(configured.isSameHost(request("mizan:8080", "https://comments.example")))
                .isTrue();
        assertThat(configured.isSameHost(request("mizan:8080", "http://other:8080")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comments.example",
                "https://comments.example/a",
                "https://a@b",
                "ftp://comments.example",
                "https://a b"
            })
    void invalidConfiguredOriginIsRefused(String configured) {
        assertThatThrownBy(() -> new PublicOrigin(configured))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mizan.public-origin: ");
    }

    private static SimpleHttpRequest<?> request(String host, @Nullable String origin) {
        SimpleHttpRequest<?> request = new SimpleHttpRequest<>(HttpMethod.POST, "/", null);
        request.header("Host", host);
        if (origin != null) {
            request.header("Origin", origin);
        }
        return request;
    }
}
