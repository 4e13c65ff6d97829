package mizan.moderation.decision;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class ModerationApiTest extends ServiceTest {

    private static final String QUEUE = "/api/v1/moderation/comments";

    @Test
    void theQueueShowsAllThatADecisionNeeds() {
        String parent = approved(Sample.submission("name", "Omar"));
        Map<String, Object> submission = Sample.reply(parent);
        submission.put("articleUrl", "https://demo.example/a");
        submission.put("articleTitle", "الميزان");
        String id = submitted(submission);

        JsonNode queued = queue("").json().path("comments").path(0);

        assertThat(queued.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "site",
                        "article",
                        "parent",
                        "name",
                        "email",
                        "body",
                        "status",
                        "version",
                        "submittedAt",
                        "findings",
                        "author",
                        "claim",
                        "decision");
        assertThat(queued.path("id").asText()).isEqualTo(id);
        assertThat(queued.path("email").asText()).isEqualTo("l•••@e•••.org");
        assertThat(queued.path("parent").path("name").asText()).isEqualTo("Omar");
        assertThat(queued.path("parent").path("excerpt").asText()).startsWith("مقال جميل");
        assertThat(queued.path("author").toString()).isEqualTo("{\"approved\":1,\"rejected\":0,\"pending\":1}");
        assertThat(queued.path("claim").isNull()).isTrue();
        assertThat(queued.path("decision").isNull()).isTrue();
    }

    @Test
    void theQueueIsReadOldestFirstPageByPage() {
        List<String> submitted =
                Stream.generate(() -> submitted(Sample.submission())).limit(7).toList();

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = queue("limit=3" + next);
            read.addAll(page.each("comments", "id"));
            next = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!next.isEmpty());

        assertThat(read).containsExactlyElementsOf(submitted);
    }

    @Test
    void decidedCommentsAreReadNewestDecisionFirst() {
        String first = approved(Sample.submission());
        String second = approved(Sample.submission());
        String third = submitted(Sample.submission());
        decide(third, "reject", Map.of("version", 0, "reason", "ABUSE"), admin());

        Answer page = queue("status=APPROVED&limit=1");
        Answer last = queue(
                "status=APPROVED&limit=1&after=" + page.json().path("next").asText());

        assertThat(page.each("comments", "id")).containsExactly(second);
        assertThat(last.each("comments", "id")).containsExactly(first);
        assertThat(last.json().path("next").isNull()).isTrue();
        assertThat(queue("status=REJECTED").each("comments", "id")).containsExactly(third);
    }

    @Test
    void theQueueIsFilteredBySiteAndArticle() {
        String here = submitted(Sample.submission("article", "a"));
        submitted(Sample.submission("article", "b"));
        String there = post("/api/v1/sites/herald/comments", Sample.submission("article", "a"))
                .json()
                .path("id")
                .asText();

        assertThat(queue("article=a").each("comments", "id")).containsExactly(here, there);
        assertThat(queue("article=a&site=demo").each("comments", "id")).containsExactly(here);
        assertThat(queue("site=herald").each("comments", "id")).containsExactly(there);
    }

    @ParameterizedTest
    @CsvSource({
        "status=WITHDRAWN, 422",
        "status=pending, 422",
        "limit=0, 422",
        "limit=201, 422",
        "limit=many, 400",
        "after=%20, 400",
        "after=AAAA, 400",
        // +999999999-01-01T00:00:00Z|00000000-0000-0000-0000-000000000000
        "after=Kzk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFp8MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw, 400",
        "claimed=yours, 422",
        "article=%00, 422",
        "site=nowhere, 404"
    })
    void whatCannotBeAskedForIsRefused(String query, int status) {
        Answer answer = queue(query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void whatIsWrongWithAQuestionIsSaidAllAtOnce() {
        assertThat(queue("status=LOST&limit=0&claimed=yours&article=%00&q=" + "x".repeat(201))
                        .codes())
                .containsExactlyInAnyOrder(
                        "status.unknown", "limit.range", "claimed.unknown", "article.characters", "q.too-long");
    }

    @Test
    void anApprovalIsAnsweredWithTheCommentAsItIsNow() {
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
    void statusDecisionAndAuditEntryChangeTogether() {
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
    void everyDecisionStaysInTheHistory() {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0), admin());
        decide(id, "reopen", Map.of("version", 1), admin());
        decide(id, "reject", Map.of("version", 2, "reason", "OTHER", "note", "n"), admin());

        Answer answer = get(QUEUE + "/" + id, "Authorization", admin());

        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.each("history", "verdict")).containsExactly("APPROVE", "REOPEN", "REJECT");
        assertThat(answer.each("history", "version")).containsExactly("1", "2", "3");
        assertThat(Postgres.query("SELECT action FROM audit_entry ORDER BY id"))
                .containsExactly(List.of("COMMENT_APPROVED"), List.of("COMMENT_REOPENED"), List.of("COMMENT_REJECTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "reopen"})
    void aDecisionStatesTheVersionThatWasSeen(String verdict) {
        String id = submitted(Sample.submission());

        assertThat(decide(id, verdict, Map.of("reason", "SPAM"), admin()).problem())
                .isEqualTo("428 application/problem+json /problems/version-required");
    }

    @Test
    void aStaleDecisionIsToldHowTheCommentStands() {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0), admin());

        Answer answer = decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());

        assertThat(answer.problem()).isEqualTo("409 application/problem+json /problems/already-decided");
        JsonNode current = answer.json().path("current");
        assertThat(current.fieldNames()).toIterable().containsExactly("status", "version", "decidedBy", "decidedAt");
        assertThat(current.path("status").asText()).isEqualTo("APPROVED");
        assertThat(current.path("version").asInt()).isEqualTo(1);
        assertThat(current.path("decidedBy").asText()).isEqualTo("grace");
        assertThat(current.path("decidedAt").asText()).startsWith("2026-03-");
    }

    @Test
    void whatWasReopenedCannotBeDecidedInAnOldVersion() {
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
    void aDecisionRepeatedByItsMakerChangesNothing() {
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
    void ofManyModeratorsAtOnceExactlyOneDecides() throws Exception {
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
    void aRejectionHasAReason(String request, int status, String code) {
        String id = submitted(Sample.submission());

        Answer answer = post(QUEUE + "/" + id + "/reject", request.replace('\'', '"'), "Authorization", admin());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(String.join("", answer.codes())).isEqualTo(code);
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("PENDING");
    }

    @Test
    void whatIsPendingCannotBeReopened() {
        String id = submitted(Sample.submission());

        assertThat(decide(id, "reopen", Map.of("version", 0), admin()).problem())
                .isEqualTo("409 application/problem+json /problems/already-decided");
    }

    @Test
    void anUnknownOrWithdrawnCommentCannotBeDecided() {
        String receipt = submit(Sample.submission()).json().path("receipt").asText();
        String id = Postgres.value("SELECT id FROM comment");
        send("DELETE", "/api/v1/receipts/" + receipt, "");

        for (String gone : List.of(id, "0199a5ca-0000-7000-8000-000000000000")) {
            assertThat(decide(gone, "approve", Map.of("version", 1), admin()).problem())
                    .isEqualTo("404 application/problem+json /problems/no-such-comment");
            assertThat(get(QUEUE + "/" + gone, "Authorization", admin()).problem())
                    .isEqualTo("404 application/problem+json /problems/no-such-comment");
        }
        assertThat(decide("x", "approve", Map.of("version", 0), admin()).status())
                .isEqualTo(400);
    }

    @Test
    void aRowThatDoesNotOpenIsShownAndCanBeRejected() {
        String id = submitted(Sample.submission());
        Postgres.execute("UPDATE comment SET email_sealed = '\\xdeadbeef'");

        assertThat(queue("").each("comments", "email")).containsExactly("•••");
        assertThat(decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void decisionsAndAuditEntriesAreOnlyEverAdded() {
        String id = submitted(Sample.submission());
        decide(id, "approve", Map.of("version", 0), admin());

        for (String table : List.of("decision", "audit_entry")) {
            for (String change : List.of(
                    "DELETE FROM " + table,
                    "UPDATE " + table + " SET moderator = 'eve'",
                    "TRUNCATE " + table + " CASCADE")) {
                assertThatThrownBy(() -> Postgres.executeAsService(change))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
                // Who seals locks the seals first: with them locked in that order, neither waits for the other.
                String inOrder = "DO $$ BEGIN LOCK TABLE audit_seal; " + change + "; END $$";
                assertThatThrownBy(() -> Postgres.executeAsOwner(inOrder))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void theServicesRoleCannotChangeTheTables() {
        assertThatThrownBy(() -> Postgres.executeAsService("CREATE TABLE t (i int)"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Postgres.executeAsService("DROP TABLE comment"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Postgres.executeAsService("DELETE FROM comment"))
                .isInstanceOf(SQLException.class);
    }

    public static Answer queue(String query) {
        return get(QUEUE + "?" + query, "Authorization", admin());
    }
}
