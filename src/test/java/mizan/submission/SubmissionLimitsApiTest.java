package mizan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of submissions. The test plays the trusted proxy. */
class SubmissionLimitsApiTest extends ServiceTest {

    private static final String CLIENT = "198.51.100.7";

    private static final EmbeddedServer SERVICE = replica(Map.of(
            "mizan.trusted-proxies", "127.0.0.1,::1",
            "mizan.submission.client-burst", "3",
            "mizan.submission.client-refill", "10s",
            "mizan.submission.article-burst", "5",
            "mizan.submission.article-refill", "2s",
            "mizan.submission.site-burst", "7",
            "mizan.submission.site-refill", "1s"));

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @AfterEach
    void refillQuotas() {
        clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void clientIsLimitedUntilItsQuotaIsRefilled() {
        assertThat(statuses(3, CLIENT, "a")).containsOnly(202);

        Answer refused = submitFrom(CLIENT, "a");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("type").asText()).isEqualTo("/problems/too-many-requests");
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(refused.header("RateLimit")).isEqualTo("\"client\";r=0;t=10");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"client\";q=3;w=30");
        assertThat(stored()).isEqualTo("3");
        assertThat(submitFrom("198.51.100.8", "a").status()).isEqualTo(202);
        clock().advance(Duration.ofSeconds(10));
        assertThat(statuses(2, CLIENT, "b")).containsExactly(202, 429);
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        assertThat(statuses(3, "2001:db8:1:2::1", "a")).containsOnly(202);

        assertThat(submitFrom("2001:db8:1:2:ffff::9", "a").status()).isEqualTo(429);
        assertThat(submitFrom("2001:db8:1:3::1", "a").status()).isEqualTo(202);
    }

    @Test
    void articleAndSiteAreLimitedForAllClients() {
        assertThat(IntStream.range(0, 6)
                        .mapToObj(i -> submitFrom("198.51.100." + i, "a").status()))
                .containsExactly(202, 202, 202, 202, 202, 429);
        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> submitFrom("198.51.100." + i, "b").status()))
                .containsExactly(202, 202, 429);
        assertThat(submitFrom("198.51.100.99", "b").header("RateLimit")).startsWith("\"site\"");
    }

    @Test
    void refusedSubmissionUsesUpNoQuota() {
        assertThat(statuses(3, CLIENT, "a")).containsOnly(202);
        assertThat(statuses(20, CLIENT, "a")).containsOnly(429);

        assertThat(IntStream.range(0, 2)
                        .mapToObj(i -> submitFrom("203.0.113." + i, "a").status()))
                .containsOnly(202);
    }

    @Test
    void invalidSubmissionUsesUpNoQuota() {
        for (int i = 0; i < 10; i++) {
            assertThat(send(CLIENT, Sample.submission("email", "none")).status())
                    .isEqualTo(422);
        }

        assertThat(statuses(3, CLIENT, "a")).containsOnly(202);
    }

    @Test
    void forgedClientAddressIsIgnored() {
        assertThat(IntStream.range(0, 4)
                        .mapToObj(i -> submitFrom("203.0.113." + i + ", " + CLIENT, "a")
                                .status()))
                .containsExactly(202, 202, 202, 429);
    }

    @Test
    void loopbackClientsHaveNoLimitOfTheirOwn() {
        assertThat(statuses(5, "127.0.0.1", "a")).containsOnly(202);
    }

    @Test
    void concurrentSubmissionsAreLimitedLikeSequentialOnes() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> requests = IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(
                            _ -> () -> submitFrom(CLIENT, "a").status())
                    .toList();
            List<Integer> statuses =
                    executor.invokeAll(requests).stream().map(Future::resultNow).toList();

            assertThat(statuses).filteredOn(status -> status == 202).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(17);
        }
        assertThat(stored()).isEqualTo("3");
    }

    @Test
    void plainFormComesBackWithEverythingTyped() {
        assertThat(statuses(3, CLIENT, "a")).containsOnly(202);

        Answer refused = sendTo(
                SERVICE.getPort(),
                "POST",
                "/sites/herald/comments",
                "name=Layla&email=layla%40example.org&body=My+text&article=a".getBytes(StandardCharsets.US_ASCII),
                "Content-Type",
                FORM,
                "Accept",
                "text/html",
                "X-Forwarded-For",
                CLIENT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(refused.body()).contains("My text", "layla@example.org", "Layla");
    }

    private static List<Integer> statuses(int submissions, String client, String article) {
        return IntStream.range(0, submissions)
                .mapToObj(_ -> submitFrom(client, article).status())
                .toList();
    }

    private static Answer submitFrom(String client, String article) {
        return send(client, Sample.submission("article", article));
    }

    private static Answer send(String client, Map<String, ?> submission) {
        return sendTo(
                SERVICE.getPort(),
                "POST",
                "/api/v1/sites/herald/comments",
                json(submission).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "X-Forwarded-For",
                client);
    }

    private static String stored() {
        return Postgres.value("SELECT count(*) FROM comment");
    }

    private static MutableClock clock() {
        return SERVICE.getApplicationContext().getBean(MutableClock.class);
    }
}
