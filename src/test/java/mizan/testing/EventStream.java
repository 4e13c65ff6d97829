package mizan.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A client of server-sent events. Each event is a map of its fields. */
public final class EventStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<Stream<String>> response;
    private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> reading;

    private EventStream(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.reading = CompletableFuture.runAsync(this::read);
    }

    /** @param headers name, value, name, value… */
    public static EventStream open(int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new EventStream(HttpClient.newHttpClient()
                .sendAsync(request.build(), BodyHandlers.ofLines())
                .join());
    }

    public HttpResponse<?> response() {
        return response;
    }

    /** Waits for an event with this name whose data matches. */
    public Map<String, String> await(String name, Predicate<JsonNode> data) {
        return Awaitility.await("an event " + name).until(() -> find(name, data), found -> !found.isEmpty());
    }

    /** Waits for an event with this name whose data matches, and returns its data. */
    public JsonNode awaitData(String name, Predicate<JsonNode> data) {
        return data(await(name, data));
    }

    /** All events with this name received so far. */
    public List<JsonNode> all(String name) {
        return events.stream()
                .filter(event -> name.equals(event.get("event")))
                .map(EventStream::data)
                .toList();
    }

    public boolean isClosed() {
        return reading.isDone();
    }

    @Override
    public void close() {
        response.body().close();
    }

    private Map<String, String> find(String name, Predicate<JsonNode> data) {
        return events.stream()
                .filter(event -> name.equals(event.get("event")) && data.test(data(event)))
                .findFirst()
                .orElse(Map.of());
    }

    private void read() {
        Map<String, String> event = new HashMap<>();
        response.body().forEach(line -> {
            if (line.isEmpty()) {
                events.add(Map.copyOf(event));
                event.clear();
            } else if (line.indexOf(':') > 0) {
                event.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
        });
    }

    private static JsonNode data(Map<String, String> event) {
        try {
            return JSON.readTree(event.getOrDefault("data", "{}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + event, e);
        }
    }
}
