package mizan.transfer;

import static mizan.transfer.Wxr.comment;
import static mizan.transfer.Wxr.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import mizan.comment.maintenance.AuthorStats;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Imported comments behave like any other. */
class ImportedCommentsTest extends ImportTest {

    private static final String PAGE = "/api/v1/sites/demo/comments?article=https://demo.example/scales";

    @Test
    void pendingOnesAreDecidedOnAndStatisticsStayRight() {
        importThread();
        assertThat(queue("status=PENDING").each("comments", "body")).containsExactly("Pending needle");
        assertThat(queue("q=needle&status=ALL").each("comments", "body")).hasSize(2);
        String id = Postgres.value("SELECT id FROM comment WHERE status = 'PENDING'");

        assertThat(decide(id, "approve", Map.of("version", 1), admin()).status())
                .isEqualTo(200);

        assertThat(get(PAGE).json().path("count").asInt()).isEqualTo(3);
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(Postgres.value("SELECT count(*) FROM decision WHERE time_to_decision IS NOT NULL"))
                .isEqualTo("0");
        assertThat(get("/api/v1/moderation/comments/" + id, "Authorization", admin())
                        .json()
                        .path("history")
                        .findValuesAsText("moderator"))
                .contains("import:wordpress");
    }

    @Test
    void cachedPagesShowThemSoon() {
        assertThat(get(PAGE).json().path("count").asInt()).isZero();

        importThread();

        await().until(() -> get(PAGE).json().path("count").asInt() == 2);
    }

    @Test
    void readersReplyToThem() {
        importThread();
        String id = Postgres.value("SELECT id FROM comment WHERE body = 'Root'");
        Map<String, Object> reply =
                Sample.with(Sample.submission("article", "https://demo.example/scales"), "parentId", id);

        assertThat(submit(reply).status()).isEqualTo(202);
    }

    @Test
    void dataOfAnAddressIsExportedAndErasedForGood() {
        importThread();
        String officer = moderator("olga", "PRIVACY", "");
        Map<String, Object> address = Map.of("email", "NADIA1@example.org", "keepText", false);

        assertThat(post("/api/v1/privacy/exports", Map.of("email", "nadia1@example.org"), "Authorization", officer)
                        .body())
                .contains("Root");
        assertThat(post("/api/v1/privacy/erasures", address, "Authorization", officer)
                        .json()
                        .path("comments")
                        .asInt())
                .isEqualTo(1);
        Import again = importThread();

        assertThat(again.imported()).isZero();
        assertThat(Postgres.query("SELECT name, body, status FROM comment WHERE body IS NULL"))
                .containsExactly(List.of("null", "null", "WITHDRAWN"));
    }

    private static Import importThread() {
        return run(
                "wordpress",
                new Wxr()
                        .post(
                                "/scales",
                                "Scales",
                                comment(1, "Root"),
                                comment(2, "Reply with a needle", field("parent", "1")),
                                comment(3, "Pending needle", field("approved", "0")))
                        .bytes());
    }
}
