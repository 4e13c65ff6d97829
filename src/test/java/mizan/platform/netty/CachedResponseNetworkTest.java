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

/** That what is at hand is answered on the event loop of the running service: for what the framework has no route. */
class CachedResponseNetworkTest extends ServiceTest {

    private static final String TARGET = "/at-hand?alone=" + System.nanoTime();
    private static final String IN_A_ROW = "/at-hand?in-a-row=" + System.nanoTime();
    private static final Pattern ANSWERS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    @Test
    void whatIsAtHandIsAnsweredAndOnNoOtherPort() {
        assertThat(get(TARGET).status()).isEqualTo(404);

        bean(CachedResources.class).put(TARGET, new AtHand());

        Answer answer = get(TARGET);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("finished");
        assertThat(get(TARGET, "Cookie", "passed=on").status()).isEqualTo(404);
        assertThat(getManagement(TARGET).status()).isEqualTo(404);
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrderWhoeverAnswersThem() throws IOException {
        bean(CachedResources.class).put(IN_A_ROW, new AtHand());
        try (Socket socket = new Socket("localhost", port())) {
            socket.setSoTimeout(60_000);
            String known = "GET " + IN_A_ROW + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            // The second one's turn comes when the framework has answered, which does so in a thread of its own.
            String slow = "GET /api/v1/sites/demo/comments?article=%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .formatted(System.nanoTime());
            String last = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

            socket.getOutputStream().write((known + slow + known + last).getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // The third was passed on, for it came before its turn: the framework knows no such route.
            assertThat(ANSWERS.matcher(answers).results().map(status -> status.group(1)))
                    .containsExactly("200", "200", "404", "404");
            assertThat(answers.indexOf("finished")).isLessThan(answers.indexOf("\"comments\""));
        }
    }

    private record AtHand() implements CachedResource {

        private static final Representation BODY =
                Representation.of(MediaType.TEXT_PLAIN_TYPE, "finished".getBytes(StandardCharsets.UTF_8), "no-store");

        @Override
        public @Nullable Representation representation() {
            return BODY;
        }

        @Override
        public boolean allowsOrigin(String origin) {
            return false;
        }

        @Override
        public String route() {
            return "/at-hand";
        }
    }
}
