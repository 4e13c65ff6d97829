package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of threads: their content, order and cursors. */
class PublicationApiTest extends ServiceTest {

    private static final String ARTICLE = "/api/v1/sites/demo/comments?article=market-scales";

    @Test
    void closedArticleSaysSoAndHiddenArticleShowsNothing() {
        String id = approved(Sample.submission());
        assertThat(get(ARTICLE).json().path("open").asBoolean()).isTrue();

        change("CLOSED");

        await().until(() -> !get(ARTICLE).json().path("open").asBoolean());
        assertThat(get(ARTICLE).json().path("closed").asText()).isEqualTo("BY_HAND");
        assertThat(get(ARTICLE).json().path("comments")).hasSize(1);
        assertThat(get(ARTICLE).json().has("hidden")).isFalse();
        assertThat(submit(Sample.submission()).problem()).endsWith("/problems/comments-closed");

        change("HIDDEN");

        await().until(() -> get(ARTICLE).json().path("comments").isEmpty());
        assertThat(get(ARTICLE).json().path("hidden").asBoolean()).isTrue();
        assertThat(get("/api/v1/sites/demo/comments/" + id).status()).isEqualTo(404);
        assertThat(get(ARTICLE + "&around=" + id).status()).isEqualTo(404);
        assertThat(get("/sites/demo/comments.atom").body()).doesNotContain(id);
        assertThat(get("/api/v1/sites/demo/counts?article=market-scales")
                        .json()
                        .at("/counts/market-scales")
                        .asInt(-1))
                .isZero();

        change("OPEN");

        await().until(() -> get(ARTICLE).json().path("open").asBoolean());
        assertThat(get(ARTICLE).json().path("comments")).hasSize(1);
    }

    private static void change(String comments) {
        assertThat(send(
                                "PUT",
                                "/api/v1/moderation/articles/demo?article=market-scales",
                                json(Map.of("comments", comments)),
                                "Content-Type",
                                JSON,
                                "Authorization",
                                admin())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void pageHasOnlyApprovedCommentsAndPublicFields() {
        String approved = approved(Sample.submission("body", "يا له من ميزان"));
        submitted(Sample.submission());
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        approved(Sample.submission("article", "another"));

        Answer answer = get(ARTICLE);

        JsonNode page = answer.json();
        assertThat(page.fieldNames()).toIterable().containsExactly("comments", "count", "next", "open");
        assertThat(page.path("count").asInt()).isEqualTo(1);
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(page.path("comments")).hasSize(1);
        JsonNode comment = page.path("comments").path(0);
        assertThat(comment.fieldNames())
                .toIterable()
                .containsExactly("id", "parentId", "name", "body", "submittedAt", "replyCount", "nextReplies");
        assertThat(comment.path("id").asText()).isEqualTo(approved);
        assertThat(comment.path("body").asText()).isEqualTo("يا له من ميزان");
        assertThat(comment.path("nextReplies").isNull()).isTrue();
    }

    @Test
    void threadsArePagedInEitherOrder() {
        List<String> roots =
                Stream.generate(() -> approved(Sample.submission())).limit(5).toList();

        assertThat(readAll("&limit=2&order=oldest")).isEqualTo(roots);
        assertThat(readAll("&limit=2&order=newest")).isEqualTo(roots.reversed());
        assertThat(readAll("&limit=5")).isEqualTo(roots);
    }

    @Test
    void repliesOfAnyDepthFollowTheirTopLevelCommentOldestFirst() {
        String first = approved(Sample.submission());
        String second = approved(Sample.submission());
        String reply = approved(Sample.reply(first));
        String toSecond = approved(Sample.reply(second));
        String toReply = approved(Sample.reply(reply));
        submitted(Sample.reply(reply));

        Answer answer = get(ARTICLE);

        assertThat(answer.each("comments", "id")).containsExactly(first, reply, toReply, second, toSecond);
        assertThat(answer.each("comments", "parentId")).containsExactly("null", first, reply, "null", second);
        assertThat(answer.each("comments", "replyCount")).containsExactly("2", "", "", "1", "");
        assertThat(answer.json().at("/comments/1").fieldNames())
                .toIterable()
                .containsExactly("id", "parentId", "name", "body", "submittedAt");
        assertThat(answer.json().path("count").asInt()).isEqualTo(5);
    }

    @Test
    void moreThanFiftyRepliesArePagedByTheirOwnCursor() {
        String root = approved(Sample.submission());
        List<String> replies = IntStream.range(0, 61)
                .mapToObj(i -> approved(Sample.reply(root)))
                .toList();

        Answer page = get(ARTICLE);
        JsonNode top = page.json().at("/comments/0");
        Answer rest = get(ARTICLE + "&after=" + top.path("nextReplies").asText());

        assertThat(top.path("replyCount").asInt()).isEqualTo(61);
        assertThat(page.each("comments", "id").subList(1, 51)).isEqualTo(replies.subList(0, 50));
        assertThat(page.json().path("comments")).hasSize(51);
        assertThat(rest.each("comments", "id")).isEqualTo(replies.subList(50, 61));
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(rest.json().path("count").asInt()).isEqualTo(62);
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        approved(Sample.submission("article", "a"));
        approved(Sample.submission("article", "a"));
        String cursor = get("/api/v1/sites/demo/comments?article=a&limit=1")
                .json()
                .path("next")
                .asText();

        assertThat(get("/api/v1/sites/demo/comments?article=a&limit=2&after=" + cursor)
                        .json()
                        .path("comments"))
                .hasSize(1);
        for (String list : List.of(
                "demo/comments?article=b", "demo/comments?article=a&order=newest", "herald/comments?article=a")) {
            assertThat(get("/api/v1/sites/" + list + "&after=" + cursor).problem())
                    .isEqualTo("400 application/problem+json /problems/malformed-request");
        }
    }

    @Test
    void removedCommentStaysAsPlaceholderWhileItHasApprovedReplies() {
        String root = approved(Sample.submission());
        String middle = approved(Sample.reply(root));
        String leaf = approved(Sample.reply(middle));
        remove(root);
        remove(middle);

        Answer answer = get(ARTICLE);

        assertThat(answer.each("comments", "id")).containsExactly(root, middle, leaf);
        assertThat(answer.each("comments", "removed")).containsExactly("true", "true", "");
        assertThat(answer.json().at("/comments/0").fieldNames())
                .toIterable()
                .containsExactly("id", "parentId", "removed", "replyCount", "nextReplies");
        assertThat(answer.json().at("/comments/1").fieldNames())
                .toIterable()
                .containsExactly("id", "parentId", "removed");
        assertThat(answer.json().path("count").asInt()).isEqualTo(1);

        remove(leaf);
        assertThat(get(ARTICLE).body()).isEqualTo("{\"comments\":[],\"count\":0,\"next\":null,\"open\":true}");
    }

    @Test
    void pageIsOneSnapshotDuringConcurrentDecisions() throws Exception {
        String root = approved(Sample.submission());
        String reply = approved(Sample.reply(root));
        AtomicBoolean isDone = new AtomicBoolean();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> toggling = executor.submit(() -> {
                for (int version = 1; version < 80; version += 2) {
                    decide(reply, "reopen", Map.of("version", version), admin());
                    decide(reply, "approve", Map.of("version", version + 1), admin());
                }
                isDone.set(true);
            });
            while (!isDone.get()) {
                Answer page = get(ARTICLE);
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.json().path("comments"))
                        .hasSize(page.json().path("count").asInt());
            }
            toggling.get();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/sites/demo/comments, 422",
        "/api/v1/sites/demo/comments?article=, 422",
        "/api/v1/sites/demo/comments?article=%00, 422",
        "/api/v1/sites/demo/comments?article=a&limit=0, 422",
        "/api/v1/sites/demo/comments?article=a&limit=101, 422",
        "/api/v1/sites/demo/comments?article=a&limit=x, 400",
        "/api/v1/sites/demo/comments?article=a&order=best, 422",
        "/api/v1/sites/demo/comments?article=a&after=, 400",
        "/api/v1/sites/demo/comments?article=a&after=%C3%A9, 400",
        "/api/v1/sites/demo/comments?article=a&after=dHxub25l, 400",
        "/api/v1/sites/nowhere/comments?article=a, 404",
        "/api/v1/sites/demo/counts, 422",
        "/api/v1/sites/nowhere/counts?article=a, 404"
    })
    void invalidParametersAreRejected(String path, int status) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static void remove(String id) {
        decide(id, "reopen", Map.of("version", 1), admin());
        decide(id, "reject", Map.of("version", 2, "reason", "ABUSE"), admin());
    }

    private static List<String> readAll(String query) {
        List<String> read = new ArrayList<>();
        String after = "";
        do {
            Answer page = get(ARTICLE + query + after);
            read.addAll(page.each("comments", "id"));
            JsonNode next = page.json().path("next");
            after = next.isNull() ? "" : "&after=" + next.asText();
        } while (!after.isEmpty());
        return read;
    }
}
