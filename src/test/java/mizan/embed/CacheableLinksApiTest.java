package mizan.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** A shared cache must not pass links with one client's Host on to other clients. */
class CacheableLinksApiTest extends ServiceTest {

    private static final String HOST = "other.example";
    private static final List<String> PATHS = List.of(
            "/sites/demo/comments.atom",
            "/sites/demo/comments.atom?article=market-scales",
            "/sites/demo/comments.html?article=market-scales",
            "/sites/demo/comments.html?article=market-scales&part=section",
            "/api/v1/sites/demo/comments?article=market-scales",
            "/embed.js",
            "/openapi.yml");

    @Test
    void cacheableResponsesNeverContainTheHostOfTheRequest() throws Exception {
        approved(Sample.submission());

        for (String path : PATHS) {
            String response = getAs(HOST, port(), path);

            assertThat(response).as(path).startsWith("HTTP/1.1 200");
            assertThat(response.contains(HOST) && !response.contains("cache-control: no-store"))
                    .as(path)
                    .isFalse();
        }
    }

    @Test
    void configuredOriginIsLinkedAndMakesResponsesCacheable() throws Exception {
        approved(Sample.submission());

        try (EmbeddedServer replica = replica(Map.of("mizan.public-origin", "https://comments.example"))) {
            for (String path : PATHS) {
                String response = getAs(HOST, replica.getPort(), path);

                assertThat(response).as(path).startsWith("HTTP/1.1 200").doesNotContain(HOST);
                assertThat(response).as(path).contains("cache-control: public, max-age=");
            }
            assertThat(getAs(HOST, replica.getPort(), PATHS.get(1)))
                    .contains("https://comments.example/sites/demo/comments.html?article=market-scales&amp;around=");
        }
    }

    /** The response with its header fields in lower case. */
    private static String getAs(String host, int port, String path) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host)
                            .getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return response.replace("Cache-Control:", "cache-control:");
        }
    }
}
