package mizan.moderation.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mizan.comment.maintenance.AuthorStats;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterTry;

/**
 * Random actions of concurrent moderators, some of whose responses are lost. Comments, decisions, audit entries, events
 * and author statistics stay consistent.
 */
@Tag("integration") // jqwik ignores JUnit's annotation on ServiceTest
class ConcurrentDecisionsPropertyTest extends ServiceTest {

    private static final int COMMENTS = 4;
    private static final int MODERATORS = 4;

    /** An action of a moderator. */
    private enum Action {
        APPROVE,
        REJECT,
        REOPEN,
        APPROVE_ALL,
        UNDO,
        CLAIM,
        RELEASE
    }

    /**
     * One step of a moderator.
     *
     * @param isLost whether the response is lost, so that the client repeats the request
     */
    record Step(Action action, int comment, boolean isLost) {}

    /** {@code comment version moderator} of each decision that a response has confirmed. */
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    /** A failed run prints its seed. {@code @Property(seed = "…")} generates the same steps again. */
    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void decisionHistoryMatchesStatusAuditTrailAndEvents(@ForAll("shifts") List<List<Step>> shifts)
            throws InterruptedException, ExecutionException {
        List<String> comments = IntStream.range(0, COMMENTS)
                .mapToObj(i -> submitted(Sample.submission("email", "author" + i % 2 + "@example.org")))
                .toList();
        List<Callable<Boolean>> moderators = IntStream.range(0, shifts.size())
                .<Callable<Boolean>>mapToObj(i -> () -> work("m" + i, shifts.get(i), comments))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> shift : executor.invokeAll(moderators)) {
                assertThat(shift.get()).isTrue();
            }
        }

        Map<String, String> made = Map.of("APPROVE", "APPROVED", "REJECT", "REJECTED", "REOPEN", "PENDING");
        for (String comment : comments) {
            List<List<String>> history = Postgres.query(
                    "SELECT version, verdict, moderator FROM decision WHERE comment_id = '%s' ORDER BY version"
                            .formatted(comment));
            for (int i = 0; i < history.size(); i++) {
                assertThat(history.get(i).get(0)).isEqualTo(Integer.toString(i + 1));
                String before = i == 0 ? "REOPEN" : history.get(i - 1).get(1);
                assertThat(history.get(i).get(1))
                        .as("only a rejection replaces its like")
                        .satisfiesAnyOf(
                                verdict -> assertThat(verdict).isNotEqualTo(before),
                                verdict -> assertThat(verdict).isEqualTo("REJECT"));
            }
            String status =
                    history.isEmpty() ? "PENDING" : made.get(history.getLast().get(1));
            assertThat(Postgres.query("SELECT status, version FROM comment WHERE id = '" + comment + "'"))
                    .containsExactly(List.of(String.valueOf(status), Integer.toString(history.size())));
            assertThat(Postgres.query(
                            "SELECT replace(action, 'COMMENT_', ''), moderator FROM audit_entry WHERE comment_id = '%s' ORDER BY id"
                                    .formatted(comment)))
                    .isEqualTo(history.stream()
                            .map(row -> List.of(
                                    row.get(1).equals("REOPEN") ? "REOPENED" : String.valueOf(made.get(row.get(1))),
                                    row.get(2)))
                            .toList());
            assertThat(Postgres.query(
                            "SELECT version, status, moderator FROM outbox_event WHERE comment_id = '%s' ORDER BY version"
                                    .formatted(comment)))
                    .isEqualTo(history.stream()
                            .map(row -> List.of(row.get(0), String.valueOf(made.get(row.get(1))), row.get(2)))
                            .toList());
        }
        assertThat(Postgres.query("SELECT comment_id || ' ' || version || ' ' || moderator FROM decision").stream()
                        .map(List::getFirst))
                .containsAll(confirmed);
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
    }

    @Provide
    Arbitrary<List<List<Step>>> shifts() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.of(Action.class),
                        Arbitraries.integers().between(0, COMMENTS - 1),
                        Arbitraries.of(true, false, false))
                .as(Step::new);
        return step.list().ofMinSize(6).ofMaxSize(14).list().ofSize(MODERATORS);
    }

    @AfterTry
    void deleteRowsAfterTry() {
        Postgres.deleteRows();
        confirmed.clear();
    }

    private boolean work(String name, List<Step> steps, List<String> comments) {
        String token = moderator(name, "ADMIN", "");
        List<String> batches = new ArrayList<>();
        for (Step step : steps) {
            String id = comments.get(step.comment());
            int version = get("/api/v1/moderation/comments/" + id, "Authorization", token)
                    .json()
                    .path("version")
                    .asInt();
            for (int times = step.isLost() ? 2 : 1; times > 0; times--) {
                Answer answer = take(step, id, version, comments, batches, token);
                assertThat(answer.status()).as(step + " " + answer.body()).isIn(200, 204, 404, 409);
                if (times == 1) {
                    recordConfirmed(answer, name, step.action() == Action.UNDO ? -1 : version, batches);
                }
            }
        }
        return true;
    }

    private static Answer take(
            Step step, String id, int version, List<String> comments, List<String> batches, String token) {
        return switch (step.action()) {
            case APPROVE -> decide(id, "approve", Map.of("version", version), token);
            case REJECT -> decide(id, "reject", Map.of("version", version, "reason", "SPAM"), token);
            case REOPEN -> decide(id, "reopen", Map.of("version", version), token);
            case APPROVE_ALL ->
                BatchApiTest.batch(
                        token,
                        comments.stream()
                                .map(comment -> BatchApiTest.item(comment, version, "APPROVE"))
                                .toList());
            case UNDO -> BatchUndoApiTest.undo(batches.isEmpty() ? id : batches.getLast(), token);
            case CLAIM -> post("/api/v1/moderation/claims", Map.of("limit", 1), "Authorization", token);
            case RELEASE -> send("DELETE", "/api/v1/moderation/claims", "", "Authorization", token);
        };
    }

    // A decision that found its status already made has the version that the client saw.
    private void recordConfirmed(Answer answer, String name, int seen, List<String> batches) {
        if (answer.status() != 200 || answer.json().has("until")) {
            return;
        }
        if (answer.json().has("batch")) {
            batches.add(answer.json().path("batch").asText());
        }
        if (answer.json().has("results")) {
            answer.json().path("results").forEach(result -> {
                if (result.path("status").asInt() == 200
                        && result.path("version").asInt() != seen) {
                    confirmed.add(result.path("id").asText() + " "
                            + result.path("version").asInt() + " " + name);
                }
            });
        } else if (answer.json().path("decision").path("moderator").asText().equals(name)) {
            confirmed.add(answer.json().path("id").asText() + " "
                    + answer.json().at("/decision/version").asInt() + " " + name);
        }
    }
}
