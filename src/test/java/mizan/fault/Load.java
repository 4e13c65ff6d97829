package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that submit comments and approve every second one. A client repeats a request until the service has confirmed it,
 * with the same {@code Idempotency-Key}.
 */
final class Load implements AutoCloseable {

    /** Only a request that hangs reaches it, also on a machine that is overloaded by other builds. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final List<URI> services;
    private final String token;
    private final Ledger ledger = new Ledger();
    private final List<Thread> threads;
    private volatile boolean isStopping;

    private Load(List<URI> services, int clients) {
        this.services = services;
        this.token = signIn(services.getFirst());
        this.threads = IntStream.range(0, clients)
                .mapToObj(number -> Thread.ofVirtual().start(() -> run(number)))
                .toList();
    }

    /**
     * @param services replicas. A client submits, approves and reads on different ones, in turns, with a token of the first
     *     one
     */
    static Load start(List<URI> services, int clients) {
        return new Load(services, clients);
    }

    Ledger ledger() {
        return ledger;
    }

    /** Waits until more comments are accepted, and returns the time that it took. */
    Duration awaitAccepted(int more) {
        long start = System.nanoTime();
        long before = ledger.acceptedCount();
        await("%d more comments to be accepted".formatted(more)).until(() -> ledger.acceptedCount() >= before + more);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Lets each client finish what it has begun. */
    Ledger stop() {
        isStopping = true;
        await("the clients to finish").until(() -> threads.stream().noneMatch(Thread::isAlive));
        return ledger;
    }

    @Override
    public void close() {
        isStopping = true;
        threads.forEach(Thread::interrupt);
    }

    private void run(int number) {
        for (int i = 0; !isStopping; i++) {
            String text = UUID.randomUUID().toString();
            Optional<String> id = submit(service(number + i), text);
            id.ifPresent(accepted -> ledger.accept(accepted, text));
            if (id.isPresent() && i % 2 == 0 && approve(service(number + i + 1), id.get())) {
                ledger.approve(id.get());
            }
            var _ = confirmed(
                    request(service(number + i + 2), "/api/v1/sites/gazette/comments?article=" + text.charAt(0))
                            .build(),
                    200);
            LockSupport.parkNanos(PAUSE);
        }
    }

    private URI service(int number) {
        return services.get(number % services.size());
    }

    private Optional<String> submit(URI service, String text) {
        HttpRequest request = request(service, "/api/v1/sites/gazette/comments")
                .header("Idempotency-Key", text)
                .POST(BodyPublishers.ofString("""
                        {"name":"Layla","email":"layla@example.org","body":"%s","article":"%s"}""".formatted(text, text.substring(0, 1))))
                .build();
        return confirmed(request, 202).map(response -> json(response).path("id").asText());
    }

    private boolean approve(URI service, String id) {
        HttpRequest request = request(service, "/api/v1/moderation/comments/" + id + "/approve")
                .header("Authorization", token)
                .POST(BodyPublishers.ofString("{\"version\":0}"))
                .build();
        // 409: an earlier attempt was stored, and its response was lost.
        return confirmed(request, 200, 409)
                .filter(response -> response.statusCode() == 200
                        || json(response).at("/current/status").asText().equals("APPROVED"))
                .isPresent();
    }

    /** Sends a request until it is answered with an expected status. */
    private Optional<HttpResponse<String>> confirmed(HttpRequest request, Integer... expected) {
        while (!Thread.currentThread().isInterrupted()) {
            long start = System.nanoTime();
            try {
                HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
                ledger.answered(System.nanoTime() - start);
                if (List.of(expected).contains(response.statusCode())) {
                    return Optional.of(response);
                }
                // The service refuses with a problem; a 503 of a proxy is a failure of another kind.
                if (response.statusCode() != 503
                        || !response.headers().allValues("Content-Type").contains("application/problem+json")) {
                    ledger.unexpected(response.statusCode() + " " + response.body());
                    return Optional.empty();
                }
                ledger.refused();
            } catch (HttpTimeoutException _) {
                ledger.late();
            } catch (IOException _) {
                ledger.interrupted();
            } catch (InterruptedException _) {
                return Optional.empty();
            }
            LockSupport.parkNanos(5 * PAUSE);
        }
        return Optional.empty();
    }

    /** Returns the header field of a moderator with all rights. */
    static String signIn(URI service) {
        String credentials = "{\"username\":\"moderator\",\"password\":\"" + ServiceProcess.PASSWORD + "\"}";
        return "Bearer "
                + send(service.resolve("/api/v1/tokens"), "", credentials, 200)
                        .path("accessToken")
                        .asText();
    }

    /** Sends one request, and returns the body of the response, which must have the expected status. */
    static JsonNode send(URI url, String authorization, String body, int status) {
        HttpRequest.Builder request = request(url).POST(BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return json(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder request(URI service, String path) {
        return request(service.resolve(path));
    }

    private static HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).timeout(DEADLINE).header("Content-Type", "application/json");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
