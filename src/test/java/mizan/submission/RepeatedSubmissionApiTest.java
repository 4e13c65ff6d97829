package mizan.submission;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Duplicate comments and repeated Idempotency-Keys. */
class RepeatedSubmissionApiTest extends ServiceTest {

    @Test
    void identicalConcurrentSubmissionsAreStoredOnce() throws Exception {
        Map<String, Object> submission = Sample.submission();

        var statuses = concurrently(16, i -> submit(submission).status());

        assertThat(statuses).containsEntry(202, 1L).containsEntry(409, 15L);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void duplicateIsDetectedDespiteCaseAndSpacesInTheAddress() {
        Map<String, Object> submission = Sample.submission("email", "Layla@Example.org");
        submit(submission);

        assertThat(submit(Sample.with(submission, "email", " layla@example.ORG "))
                        .problem())
                .isEqualTo("409 application/problem+json /problems/duplicate-comment");
        assertThat(submit(Sample.with(submission, "email", "omar@example.org")).status())
                .isEqualTo(202);
        assertThat(submit(Sample.with(submission, "article", "another")).status())
                .isEqualTo(202);
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
