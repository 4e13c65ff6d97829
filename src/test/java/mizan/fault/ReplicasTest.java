package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas on one database, and replicas whose database is not there at the start. */
@Tag("faults")
class ReplicasTest extends FaultTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void repeatedSubmissionsOnTwoReplicasAreStoredOnce() {
        List<ServiceProcess> replicas = List.of(startService(), startService());

        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 50)
                .mapToObj(i -> CLIENT.sendAsync(
                        submission(replicas.get(i % 2).uri(), "the same key"), BodyHandlers.ofString()))
                .toList();
        List<HttpResponse<String>> responses =
                sent.stream().map(CompletableFuture::join).toList();

        print("one Idempotency-Key from 50 clients over two replicas: %d responses 202, %d comments"
                .formatted(
                        responses.stream()
                                .filter(response -> response.statusCode() == 202)
                                .count(),
                        comments()));
        assertThat(responses).allMatch(response -> response.statusCode() == 202);
        assertThat(responses.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(comments()).isOne();
    }

    @Test
    void replicasThatMigrateAtOnceAreBothReady() throws Exception {
        List<ServiceProcess> replicas = List.of(
                opened(ServiceProcess.launch(folder, database(), Map.of())),
                opened(ServiceProcess.launch(folder, database(), Map.of())));
        replicas.forEach(ServiceProcess::awaitReady);

        for (ServiceProcess replica : replicas) {
            assertThat(submit(replica)).isEqualTo(202);
        }
        print("two replicas that migrate at once: both ready, %s migrations, each once"
                .formatted(database().value("SELECT count(*) FROM flyway_schema_history WHERE version IS NOT NULL")));
        assertThat(
                        database()
                                .value(
                                        "SELECT count(version) - count(DISTINCT version) + count(*) FILTER (WHERE NOT success) FROM flyway_schema_history"))
                .isEqualTo("0");
    }

    @Test
    void databaseThatIsNotThereAndThenRefusesIsAwaited() throws Exception {
        // Migrations take longer than the recovery.
        startService().stop();
        database().execute("ALTER ROLE mizan NOLOGIN");
        database().stopImmediately();
        ServiceProcess service = opened(ServiceProcess.launch(folder, database(), Map.of()));
        await("the process").until(service::isAlive);
        assertThat(service.isReady()).isFalse();
        assertThat(submit(service)).isEqualTo(503);

        database().start();
        hold(Duration.ofSeconds(5));
        assertThat(service.isAlive()).isTrue();
        assertThat(service.isReady()).isFalse();
        assertThat(submit(service)).isEqualTo(503);

        database().execute("ALTER ROLE mizan LOGIN");
        long start = System.nanoTime();
        service.awaitReady();
        Duration recovery = Duration.ofNanos(System.nanoTime() - start);
        print("database not there at the start, then refusing: ready %,d ms after it accepted"
                .formatted(recovery.toMillis()));
        assertThat(submit(service)).isEqualTo(202);
        // A pause of two seconds between attempts, and two that the pool waits, come first.
        assertThat(recovery).isLessThan(RECOVERY.multipliedBy(2));
    }

    private int submit(ServiceProcess service) throws IOException, InterruptedException {
        return CLIENT.send(submission(service.uri(), "key-" + service.port()), BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest submission(URI service, String key) {
        return HttpRequest.newBuilder(service.resolve("/api/v1/sites/gazette/comments"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("""
                        {"name":"Layla","email":"layla@example.org","body":"text of %s","article":"a"}""".formatted(key)))
                .build();
    }

    private int comments() {
        return Integer.parseInt(database().value("SELECT count(*) FROM comment"));
    }
}
