package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.MediaType;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cached responses of the running service. The targets have no route, so Micronaut would respond with 404. */
class CachedResponseNetworkTest extends ServiceTest {

    private static final String TARGET = "/cached?alone=" + System.nanoTime();
    private static final String PIPELINED = "/cached?pipelined=" + System.nanoTime();
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    @Test
    void cachedResourceIsServedOnThePublicPortOnly() {
        assertThat(get(TARGET).status()).isEqualTo(404);

        bean(CachedResources.class).put(TARGET, new Resource());

        Answer response = get(TARGET);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("cached");
        assertThat(get(TARGET, "Cookie", "passed=on").status()).isEqualTo(404);
        assertThat(getManagement(TARGET).status()).isEqualTo(404);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        bean(CachedResources.class).put(PIPELINED, new Resource());
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(60_000);
            String cached = "GET " + PIPELINED + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            // Micronaut answers this one in another thread.
            String slow = "GET /api/v1/sites/demo/comments?article=%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .formatted(System.nanoTime());
            String last = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

            socket.getOutputStream().write((cached + slow + cached + last).getBytes(StandardCharsets.US_ASCII));

            String responses = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // The third request was passed on, because the second one was unanswered: Micronaut has no such route.
            assertThat(STATUS_LINE.matcher(responses).results().map(status -> status.group(1)))
                    .containsExactly("200", "200", "404", "404");
            assertThat(responses.indexOf("cached")).isLessThan(responses.indexOf("\"comments\""));
        }
    }

    private record Resource() implements CachedResource {

        @Override
        public int memoryBytes() {
            return 0;
        }

        private static final Representation REPRESENTATION =
                Representation.of(MediaType.TEXT_PLAIN_TYPE, "cached".getBytes(StandardCharsets.UTF_8), "no-store");

        @Override
        public @Nullable Representation representation() {
            return REPRESENTATION;
        }

        @Override
        public boolean allowsOrigin(String origin) {
            return false;
        }

        @Override
        public String route() {
            return "/cached";
        }
    }
}
