package mizan.moderation.decision;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mizan.comment.maintenance.AuthorStats;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionApiTest extends ServiceTest {

    private static final String COMMENTS = "/api/v1/moderation/comments";

    @Test
    void approvalReturnsTheUpdatedComment() {
        String id = submitted(Sample.submission());

        Answer answer = decide(id, "approve", Map.of("version", 0, "note", "غنيّ بالمعلومات"), admin());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("APPROVED");
        assertThat(answer.json().path("version").asInt()).isEqualTo(1);
        JsonNode decision = answer.json().path("decision");
        assertThat(decision.fieldNames())
                .toIterable()
                .containsExactly("verdict", "reason", "note", "moderator", "at", "version");
        assertThat(decision.path("verdict").asText()).isEqualTo("APPROVE");
        assertThat(decision.path("note").asText()).isEqualTo("غنيّ بالمعلومات");
        assertThat(decision.path("moderator").asText()).isEqualTo("grace");
    }

    @Test
    void statusDecisionAndAuditEntryChangeAtomically() {
        String id = submitted(Sample.submission());

        // The audit entry cannot be written: nothing else may be.
        Postgres.execute(
                "ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (action <> 'COMMENT_APPROVED') NOT VALID");
        try {
            assertThat(decide(id, "approve", Map.of("version", 0), admin()).status())
                    .isEqualTo(500);
        } finally {
            Postgres.execute("ALTER TABLE audit_entry DROP CONSTRAINT broken");
        }

        assertThat(Postgres.value("SELECT status || version FROM comment")).isEqualTo("PENDING0");
        assertThat(Postgres.value("SELECT count(*) FROM decision")).isEqualTo("0");
        decide(id, "approve", Map.of("version", 0), admin());
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry WHERE comment_id IS NOT NULL"))
                .containsExactly(List.of("grace", "COMMENT_APPROVED"));
    }

    @Test
    void historyHasEveryDecision() {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0), admin());
        decide(id, "reopen", Map.of("version", 1), admin());
        decide(id, "reject", Map.of("version", 2, "reason", "OTHER", "note", "n"), admin());

        Answer answer = get(COMMENTS + "/" + id, "Authorization", admin());

        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.each("history", "verdict")).containsExactly("APPROVE", "REOPEN", "REJECT");
        assertThat(answer.each("history", "version")).containsExactly("1", "2", "3");
        assertThat(Postgres.query("SELECT action FROM audit_entry ORDER BY id"))
                .containsExactly(List.of("COMMENT_APPROVED"), List.of("COMMENT_REOPENED"), List.of("COMMENT_REJECTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "reopen"})
    void decisionRequiresAVersion(String verdict) {
        String id = submitted(Sample.submission());

        assertThat(decide(id, verdict, Map.of("reason", "SPAM"), admin()).problem())
                .isEqualTo("428 application/problem+json /problems/version-required");
    }

    @Test
    void staleDecisionReturnsTheCurrentState() {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0), admin());

        Answer answer = decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());

        assertThat(answer.problem()).isEqualTo("409 application/problem+json /problems/already-decided");
        JsonNode current = answer.json().path("current");
        assertThat(current.fieldNames())
                .toIterable()
                .containsExactly("status", "version", "decidedBy", "decidedAt", "claim");
        assertThat(current.path("status").asText()).isEqualTo("APPROVED");
        assertThat(current.path("version").asInt()).isEqualTo(1);
        assertThat(current.path("decidedBy").asText()).isEqualTo("grace");
        assertThat(Instant.parse(current.path("decidedAt").asText()))
                .isCloseTo(bean(MutableClock.class).instant(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void reopenedCommentCannotBeDecidedWithAnOldVersion() {
        String id = submitted(Sample.submission());
        decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        decide(id, "reopen", Map.of("version", 1), admin());

        for (int stale : List.of(0, 1, 3)) {
            assertThat(decide(id, "approve", Map.of("version", stale), admin()).problem())
                    .isEqualTo("409 application/problem+json /problems/already-decided");
        }
        assertThat(decide(id, "approve", Map.of("version", 2), admin()).status())
                .isEqualTo(200);
    }

    @Test
    void repeatedDecisionChangesNothing() {
        String id = submitted(Sample.submission());
        decide(id, "reject", Map.of("version", 0, "reason", "HATE"), admin());

        Answer again = decide(id, "reject", Map.of("version", 0, "reason", "HATE"), admin());
        Answer otherReason = decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        Answer otherPerson =
                decide(id, "reject", Map.of("version", 0, "reason", "HATE"), moderator("ada", "ADMIN", ""));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("version").asInt()).isEqualTo(1);
        assertThat(otherReason.status()).isEqualTo(409);
        assertThat(otherPerson.status()).isEqualTo(409);
        assertThat(Postgres.value("SELECT count(*) FROM decision")).isEqualTo("1");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry")).isEqualTo("1");
    }

    @Test
    void exactlyOneOfConcurrentModeratorsDecides() throws Exception {
        String id = submitted(Sample.submission());
        List<Callable<Integer>> decisions = IntStream.range(0, 16)
                .<Callable<Integer>>mapToObj(i -> () -> decide(
                                id,
                                i % 2 == 0 ? "approve" : "reject",
                                i % 2 == 0 ? Map.of("version", 0) : Map.of("version", 0, "reason", "SPAM"),
                                moderator("m" + i, "ADMIN", ""))
                        .status())
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Integer, Long> statuses = executor.invokeAll(decisions).stream()
                    .map(Future::resultNow)
                    .collect(groupingBy(status -> status, counting()));
            assertThat(statuses).containsEntry(200, 1L).containsEntry(409, 15L);
        }
        assertThat(Postgres.value("SELECT count(*) FROM decision")).isEqualTo("1");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'version':0} | 422 | reason.required",
                "{'version':0,'reason':'BORING'} | 422 | reason.unknown",
                "{'version':0,'reason':'OTHER'} | 422 | note.required",
                "{'version':0,'reason':'OTHER','note':' '} | 422 | note.required",
                "{'version':0,'reason':'SPAM','note':'\\u0000'} | 422 | note.characters",
                "{'version':'0','reason':'SPAM'} | 400 | ''",
                "{'version':0.5,'reason':'SPAM'} | 400 | ''",
                "{'version':0,'reason':1} | 400 | ''",
                "{'version':99999999999,'reason':'SPAM'} | 400 | ''"
            })
    void rejectionRequiresAReason(String request, int status, String code) {
        String id = submitted(Sample.submission());

        Answer answer = post(COMMENTS + "/" + id + "/reject", request.replace('\'', '"'), "Authorization", admin());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(String.join("", answer.codes())).isEqualTo(code);
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("PENDING");
    }

    @Test
    void decidedCommentGetsAnyOtherStatusInOneDecision() {
        String id = approved(Sample.submission());

        assertThat(decide(id, "reject", Map.of("version", 1, "reason", "SPAM"), admin())
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("REJECTED");
        assertThat(queue("status=REJECTED").json().at("/comments/0/author").toString())
                .isEqualTo("{\"approved\":0,\"rejected\":1,\"pending\":0}");
        assertThat(get("/api/v1/sites/demo/counts?article=market-scales").body())
                .contains(":0}");
        Answer approved = decide(id, "approve", Map.of("version", 2), moderator("ada", "ADMIN", ""));

        assertThat(approved.json().path("version").asInt()).isEqualTo(3);
        assertThat(approved.json().path("author").toString())
                .isEqualTo("{\"approved\":1,\"rejected\":0,\"pending\":0}");
        assertThat(get("/api/v1/sites/demo/counts?article=market-scales").body())
                .contains(":1}");
        assertThat(get(COMMENTS + "/" + id, "Authorization", admin()).each("history", "verdict"))
                .containsExactly("APPROVE", "REJECT", "APPROVE");
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE comment_id IS NOT NULL ORDER BY id"))
                .containsExactly(List.of("COMMENT_APPROVED"), List.of("COMMENT_REJECTED"), List.of("COMMENT_APPROVED"));
        assertThat(Postgres.query("SELECT status FROM outbox_event ORDER BY version"))
                .containsExactly(List.of("APPROVED"), List.of("REJECTED"), List.of("APPROVED"));
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
    }

    @Test
    void decisionForTheCurrentStatusChangesNothing() {
        String pending = submitted(Sample.submission());
        String approved = approved(Sample.submission());
        String ada = moderator("ada", "ADMIN", "");

        assertThat(decide(pending, "reopen", Map.of("version", 0), ada)
                        .json()
                        .path("version")
                        .asInt())
                .isZero();
        Answer again = decide(approved, "approve", Map.of("version", 1), ada);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/decision/moderator").asText()).isEqualTo("grace");
        assertThat(Postgres.value("SELECT count(*) FROM decision")).isEqualTo("1");
    }

    @Test
    void rejectionReplacesAnotherRejection() {
        String id = submitted(Sample.submission());
        decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());

        Answer corrected = decide(id, "reject", Map.of("version", 1, "reason", "HATE"), admin());

        assertThat(corrected.json().at("/decision/reason").asText()).isEqualTo("HATE");
        assertThat(corrected.json().path("version").asInt()).isEqualTo(2);
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
    }

    @Test
    void illegalCommentIsRejectedWithALegalGround() {
        String id = submitted(Sample.submission());

        Answer answer =
                decide(id, "reject", Map.of("version", 0, "reason", "ILLEGAL", "legalGround", "§ 130 StGB"), admin());

        assertThat(answer.json().at("/decision/legalGround").asText()).isEqualTo("§ 130 StGB");
        assertThat(get(COMMENTS + "/" + id, "Authorization", admin()).each("history", "legalGround"))
                .containsExactly("§ 130 StGB");
        assertThat(decide(
                                submitted(Sample.submission()),
                                "reject",
                                Map.of("version", 0, "reason", "ILLEGAL", "legalGround", "\0"),
                                admin())
                        .codes())
                .containsExactly("legalGround.characters");
    }

    @Test
    void decisionHasPreconditions() {
        String id = approved(Sample.submission());
        Map<String, Object> rejection = Map.of("version", 1, "reason", "SPAM");
        String path = COMMENTS + "/" + id;

        for (String other : List.of("\"0\"", "W/\"1\"", "\"0\", \"2\"", "1")) {
            assertThat(post(path + "/reject", rejection, "Authorization", admin(), "If-Match", other)
                            .problem())
                    .isEqualTo("412 application/problem+json /problems/precondition-failed");
        }
        assertThat(post(path + "/reject", rejection, "Authorization", admin(), "If-Match", "\"0\"", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(post(path + "/reject", rejection, "Authorization", admin(), "If-Match", "\"1\"")
                        .status())
                .as("a repeated decision whose response was lost")
                .isEqualTo(200);
        assertThat(post(path + "/approve", Map.of("version", 2), "Authorization", admin(), "If-Match", "*")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unchangedCommentIsNotSentAgain() {
        String path = COMMENTS + "/" + approved(Sample.submission());

        for (String same : List.of("\"1\"", "W/\"1\"", "*", "\"0\", \"1\"")) {
            Answer answer = get(path, "Authorization", admin(), "If-None-Match", same);
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.body()).isEmpty();
        }
        assertThat(get(path, "Authorization", admin(), "If-None-Match", "\"0\"").status())
                .isEqualTo(200);
    }

    @Test
    void unknownOrWithdrawnCommentCannotBeDecided() {
        String receipt = submit(Sample.submission()).json().path("receipt").asText();
        String id = Postgres.value("SELECT id FROM comment");
        send("DELETE", "/api/v1/receipts/" + receipt, "");

        for (String gone : List.of(id, "0199a5ca-0000-7000-8000-000000000000")) {
            assertThat(decide(gone, "approve", Map.of("version", 1), admin()).problem())
                    .isEqualTo("404 application/problem+json /problems/no-such-comment");
            assertThat(get(COMMENTS + "/" + gone, "Authorization", admin()).problem())
                    .isEqualTo("404 application/problem+json /problems/no-such-comment");
        }
        assertThat(decide("x", "approve", Map.of("version", 0), admin()).status())
                .isEqualTo(400);
    }

    @Test
    void commentWithUnreadableAddressIsShownAndCanBeRejected() {
        String id = submitted(Sample.submission());
        Postgres.execute("UPDATE comment SET email_sealed = '\\xdeadbeef'");

        assertThat(queue("").each("comments", "email")).containsExactly("•••");
        assertThat(decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin())
                        .status())
                .isEqualTo(200);
    }
}
