package mizan.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import mizan.testing.StubServer.Received;
import org.junit.jupiter.api.AfterEach;

/** Base of tests with a webhook and its receiver. */
abstract class WebhookTest extends ServiceTest {

    static final String PATH = "/api/v1/webhooks";

    /** Looks for events and due deliveries until a condition is true. The service of the tests does not do this itself. */
    static void sendUntil(Callable<Boolean> condition) {
        WebhookDispatcher dispatcher = bean(WebhookDispatcher.class);
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            dispatcher.poll();
            return condition.call();
        });
    }

    @AfterEach
    void waitForThreads() {
        await().atMost(Duration.ofMinutes(1)).until(bean(WebhookDispatcher.class)::isIdle);
    }

    /** The id and the secret of a new webhook. */
    static JsonNode add(String url, String... events) {
        Answer created =
                post(PATH, Map.of("site", "demo", "url", url, "events", List.of(events)), "Authorization", admin());
        assertThat(created.status()).isEqualTo(201);
        return created.json();
    }

    static JsonNode webhook() {
        return get(PATH, "Authorization", admin()).json().path("webhooks").path(0);
    }

    static JsonNode body(Received request) {
        try {
            return new ObjectMapper().readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> types(List<Received> requests) {
        return requests.stream()
                .map(request -> body(request).path("type").asText())
                .toList();
    }
}
