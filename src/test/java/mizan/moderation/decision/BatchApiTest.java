package mizan.moderation.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

public class BatchApiTest extends ServiceTest {

    @Test
    void decisionsOfABatchSucceedOrFailIndependently() {
        String approved = submitted(Sample.submission());
        String rejected = submitted(Sample.submission());
        String reopened = approved(Sample.submission());
        String stale = approved(Sample.submission());
        String elsewhere = post("/api/v1/sites/herald/comments", Sample.submission())
                .json()
                .path("id")
                .asText();
        String unknown = UUID.randomUUID().toString();
        String held = submitted(Sample.submission());
        Postgres.execute(
                "UPDATE comment SET claimed_by = 'ada', claimed_until = '2999-01-01' WHERE id = '%s'".formatted(held));

        Answer answer = batch(
                moderator("demi", "MODERATOR", "demo"),
                List.of(
                        item(stale, 0, "REJECT", "reason", "SPAM"),
                        item(approved, 0, "APPROVE", "note", "good"),
                        item(unknown, 0, "APPROVE"),
                        item(rejected, 0, "REJECT", "reason", "HATE"),
                        item(elsewhere, 0, "APPROVE"),
                        item(held, 0, "APPROVE"),
                        item(rejected, 0, "REJECT"),
                        item(reopened, 1, "REOPEN")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.each("results", "id"))
                .containsExactly(stale, approved, unknown, rejected, elsewhere, held, rejected, reopened);
        assertThat(answer.each("results", "status"))
                .containsExactly("409", "200", "404", "200", "403", "409", "422", "200");
        assertThat(answer.json().at("/results/0/problem/type").asText()).isEqualTo("/problems/already-decided");
        assertThat(answer.json().at("/results/0/problem/current/decidedBy").asText())
                .isEqualTo("grace");
        assertThat(answer.json().at("/results/1").toString())
                .isEqualTo("{\"id\":\"%s\",\"status\":200,\"version\":1}".formatted(approved));
        assertThat(answer.json().at("/results/5/problem/type").asText()).isEqualTo("/problems/claimed-by-another");
        assertThat(answer.json().at("/results/6/problem/errors/0/code").asText())
                .isEqualTo("reason.required");
        assertThat(answer.json().at("/results/7/version").asInt()).isEqualTo(2);
        assertThat(status(approved)).isEqualTo("APPROVED1");
        assertThat(status(rejected)).isEqualTo("REJECTED1");
        assertThat(status(reopened)).isEqualTo("PENDING2");
        assertThat(status(stale)).isEqualTo("APPROVED1");
    }

    @Test
    void staleBatchChangesNothing() {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(500).toList();
        assertThat(batch(admin(), items(ids, 0, "APPROVE")).each("results", "status"))
                .hasSize(500)
                .containsOnly("200");

        Answer stale = batch(moderator("ada", "ADMIN", ""), items(ids, 0, "APPROVE"));

        assertThat(BatchUndoApiTest.undo(stale.json().path("batch").asText(), admin())
                        .status())
                .as("nothing to undo")
                .isEqualTo(404);
        assertThat(stale.each("results", "id")).isEqualTo(ids);
        assertThat(stale.each("results", "status")).hasSize(500).containsOnly("409");
        assertThat(Postgres.value("SELECT count(*) FROM decision")).isEqualTo("500");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry")).isEqualTo("500");
        assertThat(Postgres.value("SELECT count(*) FROM outbox_event")).isEqualTo("500");
    }

    @Test
    void repeatedBatchKeepsItsId() {
        List<Map<String, Object>> items = items(
                Stream.generate(() -> submitted(Sample.submission())).limit(3).toList(), 0, "APPROVE");

        Answer first = batch(admin(), items);
        Answer again = batch(admin(), items);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry")).isEqualTo("3");
    }

    @Test
    void repeatedPartOfABatchHasAnotherId() {
        List<Map<String, Object>> items = items(
                Stream.generate(() -> submitted(Sample.submission())).limit(3).toList(), 0, "APPROVE");
        Answer all = batch(admin(), items);

        Answer part = batch(admin(), items.subList(0, 1));

        assertThat(part.each("results", "status")).containsExactly("200");
        assertThat(part.json().path("batch").asText())
                .as("batch id whose undo would affect all three")
                .isNotEmpty()
                .isNotEqualTo(all.json().path("batch").asText());
    }

    @Test
    void decisionsOnOneCommentAreMadeInOrder() {
        String id = submitted(Sample.submission());

        Answer answer = batch(
                admin(),
                List.of(
                        item(id, 0, "APPROVE"),
                        item(id, 0, "REJECT", "reason", "SPAM"),
                        item(id, 1, "REJECT", "reason", "HATE"),
                        item(id, 0, "APPROVE"),
                        item(id, 2, "APPROVE")));

        assertThat(answer.each("results", "status")).containsExactly("200", "409", "200", "409", "200");
        assertThat(answer.json().at("/results/1/problem/type").asText()).isEqualTo("/problems/already-decided");
        assertThat(answer.json().at("/results/1/problem/current/claim").isNull())
                .isTrue();
        assertThat(answer.json().at("/results/3/problem/type").asText()).isEqualTo("/problems/already-decided");
        assertThat(status(id)).isEqualTo("APPROVED3");

        Answer undone = BatchUndoApiTest.undo(answer.json().path("batch").asText(), admin());

        assertThat(undone.body())
                .isEqualTo("{\"results\":[{\"id\":\"%s\",\"status\":200,\"version\":4}]}".formatted(id));
        assertThat(status(id)).isEqualTo("PENDING4");
    }

    @Test
    void failedBatchHasAnId() {
        String id = approved(Sample.submission());

        for (Map<String, Object> failing : List.of(item(id, 0, "APPROVE"), item(id, 0, "REJECT"))) {
            Answer answer = batch(moderator("ada", "ADMIN", ""), List.of(failing));

            assertThat(answer.each("results", "status")).doesNotContain("200");
            assertThat(answer.json().path("batch").asText()).hasSize(36);
        }
    }

    @Test
    void reasonAndNoteApplyToDecisionsWithoutTheirOwn() {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(3).toList();
        List<Map<String, Object>> items = List.of(
                item(ids.get(0), 0, "REJECT"),
                item(ids.get(1), 0, "REJECT", "reason", "HATE", "note", "own"),
                item(ids.get(2), 0, "APPROVE"));

        Answer answer = post(
                "/api/v1/moderation/decisions",
                Map.of("decisions", items, "reason", "OTHER", "note", "shared"),
                "Authorization",
                admin());

        assertThat(answer.each("results", "status")).containsOnly("200");
        assertThat(
                        Postgres.query(
                                "SELECT coalesce(reason, ''), note FROM decision JOIN comment ON id = comment_id ORDER BY submitted_at"))
                .containsExactly(List.of("OTHER", "shared"), List.of("HATE", "own"), List.of("", "shared"));
    }

    @Test
    void legalGroundAppliesToIllegalCommentsWithoutTheirOwn() {
        List<Map<String, Object>> items = List.of(
                item(submitted(Sample.submission()), 0, "REJECT"),
                item(submitted(Sample.submission()), 0, "REJECT", "legalGround", "own"),
                item(submitted(Sample.submission()), 0, "REJECT", "reason", "SPAM"));

        post(
                "/api/v1/moderation/decisions",
                Map.of("decisions", items, "reason", "ILLEGAL", "legalGround", "shared"),
                "Authorization",
                admin());

        assertThat(Postgres.query("SELECT reason, coalesce(legal_ground, 'none') FROM decision ORDER BY comment_id"))
                .containsExactly(List.of("ILLEGAL", "shared"), List.of("ILLEGAL", "own"), List.of("SPAM", "none"));
    }

    @Test
    void batchesInOppositeOrderDoNotDeadlock() throws Exception {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(60).toList();
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        List<Callable<List<String>>> batches = IntStream.range(0, 8)
                .<Callable<List<String>>>mapToObj(i ->
                        () -> batch(moderator("m" + i, "ADMIN", ""), items(i % 2 == 0 ? ids : reversed, 0, "APPROVE"))
                                .each("results", "status"))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> statuses = executor.invokeAll(batches).stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .toList();
            assertThat(statuses).hasSize(480).containsOnly("200", "409");
            assertThat(Collections.frequency(statuses, "200")).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 | decisions.required",
                "{'decisions':[]} | 422 | decisions.required",
                "{'decisions':[null]} | 422 | decisions.id.required",
                "{'decisions':[{'version':0,'verdict':'APPROVE'}]} | 422 | decisions.id.required",
                "{'decisions':{}} | 400 | ''",
                "{'decisions':[{'id':'x','version':0,'verdict':'APPROVE'}]} | 400 | ''",
                "[] | 400 | ''"
            })
    void malformedBatchIsRejectedAsAWhole(String request, int status, String code) {
        Answer answer = post("/api/v1/moderation/decisions", request.replace('\'', '"'), "Authorization", admin());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(String.join("", answer.codes())).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'verdict':'APPROVE'} | 428 | /problems/version-required",
                "{'version':0} | 422 | verdict.required",
                "{'version':0,'verdict':'BURN'} | 422 | verdict.unknown",
                "{'version':0,'verdict':'REJECT','reason':'OTHER'} | 422 | note.required"
            })
    void invalidDecisionIsItsOwnResult(String request, int status, String told) {
        String id = submitted(Sample.submission());
        String item = request.replace('\'', '"').replace("{", "{\"id\":\"" + id + "\",");

        Answer answer =
                post("/api/v1/moderation/decisions", "{\"decisions\":[" + item + "]}", "Authorization", admin());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.each("results", "status")).containsExactly(Integer.toString(status));
        assertThat(answer.json().at("/results/0/problem").toString()).contains(told);
        assertThat(status(id)).isEqualTo("PENDING0");
    }

    public static Map<String, Object> item(String id, int version, String verdict, String... more) {
        Map<String, Object> item = new HashMap<>(Map.of("id", id, "version", version, "verdict", verdict));
        for (int i = 0; i < more.length; i += 2) {
            item.put(more[i], more[i + 1]);
        }
        return item;
    }

    static List<Map<String, Object>> items(List<String> ids, int version, String verdict) {
        return ids.stream().map(id -> item(id, version, verdict)).toList();
    }

    public static Answer batch(String token, List<Map<String, Object>> items) {
        return post("/api/v1/moderation/decisions", Map.of("decisions", items), "Authorization", token);
    }

    static String status(String id) {
        return Postgres.value("SELECT status || version FROM comment WHERE id = '" + id + "'");
    }
}
