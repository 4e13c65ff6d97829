package mizan.moderation.decision;

import static mizan.moderation.decision.BatchApiTest.batch;
import static mizan.moderation.decision.BatchApiTest.item;
import static mizan.moderation.decision.BatchApiTest.items;
import static mizan.moderation.decision.BatchApiTest.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Undo of decisions that were made together. */
class BatchUndoApiTest extends ServiceTest {

    @Test
    void undoSkipsCommentsThatWereDecidedSince() {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(3).toList();
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "OTHER", "note", "why"), admin());
        List<Map<String, Object>> items = new ArrayList<>(items(ids, 0, "APPROVE"));
        items.add(item(rejected, 1, "REOPEN"));
        String batch = batch(admin(), items).json().path("batch").asText();
        decide(ids.get(1), "reopen", Map.of("version", 1), moderator("ada", "ADMIN", ""));

        Answer undone = undo(batch, admin());

        assertThat(undone.status()).isEqualTo(200);
        assertThat(undone.each("results", "id"))
                .containsExactlyInAnyOrder(ids.get(0), ids.get(1), ids.get(2), rejected);
        for (JsonNode result : undone.json().path("results")) {
            boolean isDecidedSince = result.path("id").asText().equals(ids.get(1));
            assertThat(result.path("status").asInt()).isEqualTo(isDecidedSince ? 409 : 200);
            assertThat(result.at("/problem/current/decidedBy").asText()).isEqualTo(isDecidedSince ? "ada" : "");
        }
        assertThat(ids.stream().map(BatchApiTest::status)).containsExactly("PENDING2", "PENDING2", "PENDING2");
        assertThat(status(rejected)).isEqualTo("REJECTED3");
        assertThat(Postgres.query("SELECT reason, note FROM decision WHERE version = 3"))
                .containsExactly(List.of("OTHER", "why"));
    }

    @Test
    void repeatedUndoChangesNothing() {
        String id = submitted(Sample.submission());
        String batch = batch(admin(), items(List.of(id), 0, "APPROVE"))
                .json()
                .path("batch")
                .asText();

        undo(batch, admin());
        Answer again = undo(batch, admin());

        assertThat(again.each("results", "status")).containsExactly("200");
        assertThat(status(id)).isEqualTo("PENDING2");
        assertThat(Postgres.value("SELECT count(*) FROM decision")).isEqualTo("2");
    }

    @Test
    void undoIsAllowedForItsModeratorAndForAnAdmin() {
        String id = submitted(Sample.submission());
        String batch = batch(moderator("demi", "MODERATOR", "demo"), items(List.of(id), 0, "APPROVE"))
                .json()
                .path("batch")
                .asText();

        assertThat(undo(batch, moderator("dan", "MODERATOR", "demo")).problem())
                .isEqualTo("403 application/problem+json /problems/not-allowed");
        assertThat(undo(UUID.randomUUID().toString(), admin()).problem())
                .isEqualTo("404 application/problem+json /problems/not-found");
        assertThat(undo("x", admin()).status()).isEqualTo(400);
        assertThat(undo(batch, admin()).each("results", "status")).containsExactly("200");
    }

    @Test
    void undoRestoresTheDecisionBefore() {
        String id = approved(Sample.submission());

        Answer answer = batch(admin(), List.of(item(id, 1, "REJECT", "reason", "SPAM")));
        undo(answer.json().path("batch").asText(), admin());

        assertThat(status(id)).isEqualTo("APPROVED3");
    }

    static Answer undo(String batch, String token) {
        return send("POST", "/api/v1/moderation/batches/" + batch + "/undo", "", "Authorization", token);
    }
}
