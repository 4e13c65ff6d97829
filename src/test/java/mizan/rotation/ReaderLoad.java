package mizan.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.jspecify.annotations.Nullable;

/**
 * One reader who submits, repeats and is moderated, with requests to both replicas. It knows what each answer must be, and
 * stops at the first one that is wrong.
 */
final class ReaderLoad extends ServiceTest implements Runnable {

    private static final String QUEUE = "/api/v1/moderation/comments";

    private final LoadBalancer replicas;
    private final String password;
    private final String address;
    private final AtomicInteger iterations = new AtomicInteger();
    private final AtomicInteger submitted = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Repeatable> repeatables = new ArrayList<>();
    private volatile boolean isStopped;
    private String token = "";
    private int approved;
    private int rejected;
    private int pending;

    ReaderLoad(int number, LoadBalancer replicas, String password) {
        this.replicas = replicas;
        this.password = password;
        this.address = "reader" + number + "@example.org";
    }

    @Override
    public void run() {
        try {
            signIn();
            while (!isStopped) {
                replicas.iterate(this::iterate);
                iterations.incrementAndGet();
            }
        } catch (RuntimeException | Error e) {
            failure.set(e);
            throw e;
        }
    }

    void stop() {
        isStopped = true;
    }

    /** Repeats only later submissions from now on. */
    void forgetKeys() {
        repeatables.clear();
    }

    int iterations() {
        return iterations.get();
    }

    /** The number of different submissions. */
    int submitted() {
        return submitted.get();
    }

    void assertNotFailed() {
        assertThat(failure.get()).isNull();
    }

    private void iterate() {
        int replica = iterations.get();
        Map<String, Object> comment = Sample.submission("email", address);
        String key = address + replica;
        String first = submitToBoth(comment, "Idempotency-Key", key);
        repeatables.add(new Repeatable(comment, key, first));
        repeatOldest(replica);
        String second = submitToBoth(Sample.submission("email", address));
        pending += 2;
        assertDuplicateIsFound(replica, comment);

        // The token is of an earlier step, or of the other replica.
        decide(replica, first, "approve", Map.of("version", 0));
        approved++;
        decide(replica + 1, second, "reject", Map.of("version", 0, "reason", "ABUSE"));
        rejected++;
        pending -= 2;
        assertAuthorIsKnown(replica, first);
        assertAuthorIsKnown(replica + 1, second);
        assertListsGoOnAtTheOtherReplica(replica);
        if (replica % 3 == 0) {
            signIn();
        }
    }

    private void signIn() {
        Answer answer = send(
                iterations.get() + 1,
                "POST",
                "/api/v1/tokens",
                json(Map.of("username", "moderator", "password", password)),
                "Content-Type",
                JSON);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        token = "Bearer " + answer.json().path("accessToken").asText();
    }

    /** Both replicas get the same at the same time. The comment is stored once. */
    private String submitToBoth(Map<String, Object> comment, String... headers) {
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> submit(1, comment, headers));
        String id = submit(0, comment, headers);
        assertThat(other.join()).isEqualTo(id);
        submitted.incrementAndGet();
        return id;
    }

    /** A submission of an earlier step is sent again with its key. */
    private void repeatOldest(int replica) {
        Repeatable repeated = repeatables.get(replica % Math.max(1, repeatables.size() / 2));
        assertThat(submit(replica, repeated.comment(), "Idempotency-Key", repeated.key()))
                .isEqualTo(repeated.id());
    }

    private void assertDuplicateIsFound(int replica, Map<String, Object> comment) {
        Map<String, Object> copy = Sample.with(comment, "email", "copy-of-" + address);
        String id = submit(replica + 1, copy);
        submitted.incrementAndGet();
        assertThat(queue(replica, "/" + id).path("findings").findValuesAsText("rule"))
                .contains("duplicate");
    }

    private void assertAuthorIsKnown(int replica, String id) {
        JsonNode comment = queue(replica, "/" + id);
        assertThat(comment.path("email").asText()).isEqualTo("r•••@e•••.org");
        assertThat(comment.path("author").toString())
                .isEqualTo("{\"approved\":%d,\"rejected\":%d,\"pending\":%d}".formatted(approved, rejected, pending));
        assertThat(queue(replica, "?status=APPROVED&limit=200&author=" + id).path("comments"))
                .hasSize(approved);
    }

    private void assertListsGoOnAtTheOtherReplica(int replica) {
        String list = "?status=ALL&limit=1";
        String next = queue(replica, list).path("next").asText();
        assertThat(queue(replica + 1, list + "&after=" + next).path("comments")).hasSize(1);
    }

    private String submit(int replica, Map<String, Object> comment, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", JSON), Stream.of(headers))
                .toArray(String[]::new);
        Answer answer = send(replica, "POST", "/api/v1/sites/demo/comments", json(comment), all);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private void decide(int replica, String id, String verdict, Map<String, Object> request) {
        Answer answer = send(
                replica,
                "POST",
                QUEUE + "/" + id + "/" + verdict,
                json(request),
                "Content-Type",
                JSON,
                "Authorization",
                token);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private JsonNode queue(int replica, String path) {
        Answer answer = send(replica, "GET", QUEUE + path, "", "Authorization", token);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private Answer send(int replica, String method, String path, String body, String... headers) {
        return replicas.send(
                replica,
                (EmbeddedServer server) ->
                        sendTo(server.getPort(), method, path, body.getBytes(StandardCharsets.UTF_8), headers));
    }

    /** A submission that can be sent again. */
    private record Repeatable(Map<String, Object> comment, String key, String id) {}
}
