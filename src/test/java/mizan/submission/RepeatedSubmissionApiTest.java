package mizan.submission;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Duplicate comments and repeated Idempotency-Keys. */
class RepeatedSubmissionApiTest extends ServiceTest {

    private static final EmbeddedServer FIRST = replica(Map.of("mizan.trusted-proxies", "127.0.0.1,::1"));
    private static final EmbeddedServer SECOND = replica(Map.of("mizan.trusted-proxies", "127.0.0.1,::1"));

    @AfterAll
    static void stop() {
        FIRST.close();
        SECOND.close();
    }

    @Test
    void identicalConcurrentSubmissionsAreStoredOnce() throws Exception {
        Map<String, Object> submission = Sample.submission();

        var answers = concurrently(16, i -> submit(submission).body());

        assertThat(answers).hasSize(1);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void identicalConcurrentSubmissionsToTwoReplicasAreStoredOnce() throws Exception {
        Map<String, Object> submission = Sample.submission();

        var answers = concurrently(
                16,
                i -> from(i % 2 == 0 ? FIRST : SECOND, "198.51.100.7", submission)
                        .body());

        assertThat(answers).hasSize(1);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void identicalConcurrentHoneypotSubmissionsAreStoredOnce() throws Exception {
        Map<String, Object> submission = Sample.submission("website", "x");

        var answers = concurrently(16, i -> submit(submission).body());

        assertThat(answers).hasSize(1);
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry")).isEqualTo("1");
    }

    @Test
    void sameTextFromTheSameClientRepeatsTheFirstResponseForTenMinutes() {
        Map<String, Object> submission = Sample.submission("email", "Layla@Example.org");
        Answer answer = from(FIRST, "198.51.100.7", submission);

        advance(Duration.ofMinutes(10).minusMillis(1));

        Map<String, Object> spelling =
                Sample.with(Sample.with(submission, "email", " layla@example.ORG "), "name", "Leila");
        Answer repeated = from(SECOND, "198.51.100.7", spelling);
        assertThat(repeated.status()).isEqualTo(202);
        assertThat(repeated.body()).isEqualTo(answer.body());
        assertThat(repeated.header("Location")).isEqualTo(answer.header("Location"));
        advance(Duration.ofMillis(1));
        assertThat(from(SECOND, "198.51.100.7", submission).body()).isNotEqualTo(answer.body());
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("2");
    }

    @Test
    void sameTextFromAnotherClientOrWithAnotherAddressIsAnotherComment() {
        Map<String, Object> submission = Sample.submission();
        Answer first = from(FIRST, "198.51.100.7", submission);

        Answer elsewhere = from(FIRST, "198.51.100.8", submission);
        Answer stranger = from(FIRST, "198.51.100.7", Sample.with(submission, "email", "omar@example.org"));

        assertThat(List.of(first, elsewhere, stranger))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202))
                .extracting(answer -> answer.json().path("receipt").asText())
                .doesNotHaveDuplicates();
        assertThat(findings(elsewhere))
                .isEqualTo(findings(stranger))
                .isEqualTo("[{\"rule\": \"duplicate\", \"weight\": 30}]");
        assertThat(findings(first)).isEqualTo("null");
    }

    @Test
    void sameTextUnderAnotherArticleOrParentIsNoDuplicate() {
        String parent = approved(Sample.submission());
        String otherParent = approved(Sample.submission());
        Map<String, Object> thanks = Sample.submission();

        assertThat(List.of(
                        submit(thanks),
                        submit(Sample.with(thanks, "article", "another")),
                        submit(Sample.with(thanks, "parentId", parent)),
                        submit(Sample.with(thanks, "parentId", otherParent))))
                .allSatisfy(answer -> assertThat(findings(answer)).isEqualTo("null"))
                .extracting(answer -> answer.json().path("id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void sameTextsOfOneGroupAreDuplicates() throws Exception {
        Map<String, Object> submission = Sample.submission();

        concurrently(
                16,
                i -> submit(Sample.with(submission, "email", "reader" + i + "@example.org"))
                        .status());

        // At most two groups are committed at the same time, and do not see each other.
        assertThat(Integer.parseInt(Postgres.value("SELECT count(*) FROM comment WHERE findings IS NULL")))
                .isBetween(1, 2);
    }

    @Test
    void keyIsBoundToTheAddress() {
        Map<String, Object> submission = Sample.submission();
        submit(submission, "Idempotency-Key", "k");

        assertThat(submit(Sample.submission("email", "omar@example.org"), "Idempotency-Key", "k")
                        .status())
                .isEqualTo(202);
        assertThat(submit(Sample.submission(), "Idempotency-Key", "k").problem())
                .isEqualTo("422 application/problem+json /problems/idempotency-mismatch");
    }

    @Test
    void keyIsValidFor24HoursFromEveryClient() {
        Map<String, Object> submission = Sample.submission();
        Answer answer = from(FIRST, "198.51.100.7", submission, "Idempotency-Key", "k");

        advance(Duration.ofHours(24).minusMillis(1));

        assertThat(from(SECOND, "203.0.113.9", submission, "Idempotency-Key", "k")
                        .body())
                .isEqualTo(answer.body());
    }

    @Test
    void keyOfARepeatedTextIsValidFor24Hours() {
        Map<String, Object> submission = Sample.submission();
        Answer answer = from(FIRST, "198.51.100.7", submission);
        from(FIRST, "198.51.100.7", submission, "Idempotency-Key", "k");

        advance(Duration.ofHours(23));

        assertThat(from(FIRST, "198.51.100.7", submission, "Idempotency-Key", "k")
                        .body())
                .isEqualTo(answer.body());
    }

    @Test
    void requestsWithTheSameKeyGetTheSameResponseAndAreStoredOnce() throws Exception {
        Map<String, Object> submission = Sample.submission();

        var answers = concurrently(
                16,
                i -> submit(submission, "Idempotency-Key", i % 2 == 0 ? "draft-1" : "\"draft-1\"")
                        .body());

        assertThat(answers).hasSize(1);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void keyIsBoundToItsContentAndSite() {
        Map<String, Object> submission = Sample.submission();
        submit(submission, "Idempotency-Key", "k");

        assertThat(submit(Sample.submission(), "Idempotency-Key", "k").problem())
                .isEqualTo("422 application/problem+json /problems/idempotency-mismatch");
        assertThat(submit(Sample.with(submission, "name", "Omar"), "Idempotency-Key", "k")
                        .status())
                .isEqualTo(422);
        assertThat(post("/api/v1/sites/herald/comments", Sample.submission(), "Idempotency-Key", "k")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void concurrentCommentsWithTheSameKeyAreStoredOnce() throws Exception {
        var statuses = concurrently(
                16,
                i -> submit(Sample.submission(), "Idempotency-Key", "shared").status());

        assertThat(statuses).containsEntry(202, 1L).containsEntry(422, 15L);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void invalidRequestDoesNotUseUpItsKey() {
        submit(Sample.without("body"), "Idempotency-Key", "k");

        assertThat(submit(Sample.submission(), "Idempotency-Key", "k").status()).isEqualTo(202);
    }

    @Test
    void overlongKeyIsRejected() {
        assertThat(submit(Sample.submission(), "Idempotency-Key", "\"" + "a".repeat(4_000) + "\"")
                        .codes())
                .containsExactly("Idempotency-Key.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" a\"", "\"a\tb\""})
    void keyWithOtherThanPrintableAsciiIsRejected(String key) {
        assertThat(submit(Sample.submission(), "Idempotency-Key", key).codes())
                .containsExactly("Idempotency-Key.invalid");
    }

    @Test
    void keyIsLimitedTo100Characters() {
        assertThat(submit(Sample.submission(), "Idempotency-Key", "k".repeat(100))
                        .status())
                .isEqualTo(202);
        assertThat(submit(Sample.submission(), "Idempotency-Key", "k".repeat(101))
                        .problem())
                .isEqualTo("422 application/problem+json /problems/invalid-request");
    }

    @Test
    void concurrentHoneypotSubmissionsWithTheSameKeyAreStoredOnce() throws Exception {
        var statuses = concurrently(
                16,
                i -> submit(Sample.submission("website", "x"), "Idempotency-Key", "shared")
                        .status());

        assertThat(statuses).containsEntry(202, 1L).containsEntry(422, 15L);
    }

    private static Answer from(
            EmbeddedServer replica, String client, Map<String, Object> submission, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", JSON, "X-Forwarded-For", client));
        all.addAll(List.of(headers));
        return sendTo(
                replica.getPort(),
                "POST",
                "/api/v1/sites/demo/comments",
                json(submission).getBytes(StandardCharsets.UTF_8),
                all.toArray(String[]::new));
    }

    private static void advance(Duration duration) {
        for (EmbeddedServer replica : List.of(FIRST, SECOND)) {
            replica.getApplicationContext().getBean(MutableClock.class).advance(duration);
        }
    }

    private static String findings(Answer accepted) {
        return Postgres.value("SELECT findings FROM comment WHERE id = '"
                + accepted.json().path("id").asText() + "'");
    }

    private static <T> Map<T, Long> concurrently(int callers, IntFunction<T> call) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = IntStream.range(0, callers)
                    .<Callable<T>>mapToObj(i -> () -> call.apply(i))
                    .toList();
            return new HashMap<>(executor.invokeAll(calls).stream()
                    .map(Future::resultNow)
                    .collect(groupingBy(result -> result, counting())));
        }
    }
}
