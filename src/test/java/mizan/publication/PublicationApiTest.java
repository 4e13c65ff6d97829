package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationApiTest extends ServiceTest {

    @Test
    void countsHaveTheKeysOfTheRequest() {
        Map<String, Object> comment = new HashMap<>(Sample.submission());
        comment.put("article", "caf\u00E9");
        approved(comment);

        JsonNode counts = get("/api/v1/sites/demo/counts?article=cafe%CC%81&article=caf%C3%A9&article=none")
                .json()
                .path("counts");

        assertThat(counts.path("cafe\u0301").asInt()).isEqualTo(1);
        assertThat(counts.path("caf\u00E9").asInt()).isEqualTo(1);
        assertThat(counts.path("none").asInt(-1)).isZero();
        assertThat(counts).hasSize(3);
    }

    private static final String ARTICLE = "/api/v1/sites/demo/comments?article=market-scales";

    @ParameterizedTest
    @CsvSource({"oldest", "newest"})
    void pageAroundACommentContainsIt(String order) {
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            roots.add(approved(Sample.submission()));
        }
        String reply = approved(Sample.reply(roots.get(3)));

        for (String id : Stream.concat(roots.stream(), Stream.of(reply)).toList()) {
            JsonNode page =
                    get(ARTICLE + "&limit=2&order=" + order + "&around=" + id).json();

            assertThat(page.path("comments").findValuesAsText("id")).contains(id);
            assertThat(page.path("count").asInt()).isEqualTo(6);
        }
    }

    @Test
    void pageAroundALateReplyBeginsWithIt() {
        String root = approved(Sample.submission());
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < 52; i++) {
            replies.add(approved(Sample.reply(root)));
        }

        assertThat(get(ARTICLE + "&around=" + replies.get(49))
                        .json()
                        .path("comments")
                        .findValuesAsText("id"))
                .startsWith(root)
                .contains(replies.get(49));
        assertThat(get(ARTICLE + "&around=" + replies.get(50))
                        .json()
                        .path("comments")
                        .findValuesAsText("id"))
                .containsExactly(replies.get(50), replies.get(51));
    }

    @Test
    void pageAroundACommentThatIsNotPublishedThereDoesNotExist() {
        String published = approved(Sample.submission());
        String pending = submitted(Sample.submission());
        String elsewhere = approved(Sample.submission("article", "another"));

        assertThat(get(ARTICLE + "&around=" + published).status()).isEqualTo(200);
        assertThat(get(ARTICLE + "&around=" + pending).problem()).endsWith("/problems/no-such-comment");
        assertThat(get(ARTICLE + "&around=" + elsewhere).problem()).endsWith("/problems/no-such-comment");
        assertThat(get(ARTICLE + "&around=1-1-1-1-1").status()).isEqualTo(400);
        assertThat(get(ARTICLE + "&around=" + published + "&after=x").status()).isIn(400, 422);

        decide(published, "reject", Map.of("version", 1, "reason", "SPAM"), admin());

        assertThat(get(ARTICLE + "&around=" + published).status()).isEqualTo(404);
    }

    @Test
    void closedArticleSaysSoAndHiddenArticleShowsNothing() {
        String id = approved(Sample.submission());
        assertThat(get(ARTICLE).json().path("open").asBoolean()).isTrue();

        change("CLOSED");

        await().until(() -> !get(ARTICLE).json().path("open").asBoolean());
        assertThat(get(ARTICLE).json().path("closed").asText()).isEqualTo("BY_HAND");
        assertThat(get(ARTICLE).json().path("comments")).hasSize(1);
        assertThat(submit(Sample.submission()).problem()).endsWith("/problems/comments-closed");

        change("HIDDEN");

        await().until(() -> get(ARTICLE).json().path("comments").isEmpty());
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
    void singleCommentHasItsArticleAndPage() {
        approved(Sample.submission());
        String id = approved(Sample.submission("body", "يا له من ميزان"));
        String pending = submitted(Sample.submission());
        String path = "/api/v1/sites/demo/comments/";

        Answer answer = get(path + id);

        assertThat(answer.json().path("body").asText()).isEqualTo("يا له من ميزان");
        assertThat(answer.json().path("article").asText()).isEqualTo("market-scales");
        assertThat(answer.json().path("parentId").isNull()).isTrue();
        assertThat(get(ARTICLE + "&after=" + answer.json().path("page").asText())
                        .json()
                        .path("comments")
                        .findValuesAsText("id"))
                .containsExactly(id);
        assertThat(get(path + id, "If-None-Match", answer.header("ETag")).status())
                .isEqualTo(304);
        assertThat(get(path + pending).problem()).isEqualTo("404 application/problem+json /problems/no-such-comment");
        assertThat(get("/api/v1/sites/herald/comments/" + id).status()).isEqualTo(404);
        assertThat(get(path + "1-1-1-1-1").status()).isEqualTo(400);
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

    @Test
    void pageHasStrongETagAndIsNotModifiedWhileUnchanged() {
        approved(Sample.submission());
        Answer page = get(ARTICLE);
        String etag = page.header("ETag");

        Answer again = get(ARTICLE, "If-None-Match", "\"other\", W/" + etag);

        assertThat(etag).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=10, stale-while-revalidate=60");
        assertThat(page.headers().allValues("Vary")).contains("Accept-Encoding", "Origin");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(etag);
        approved(Sample.submission());
        assertThat(get(ARTICLE, "If-None-Match", etag).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "'br, GZIP;q=0.5', gzip", "gzip;q=0, ''", "identity, ''"})
    void pageIsCompressedIfTheClientAcceptsGzip(String accepted, String coding) throws Exception {
        approved(Sample.submission());

        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + ARTICLE))
                                .header("Accept-Encoding", accepted)
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding").orElse("")).isEqualTo(coding);
        String body = coding.isEmpty() ? new String(response.body(), StandardCharsets.UTF_8) : gunzip(response.body());
        Answer plain = get(ARTICLE);
        assertThat(body).isEqualTo(plain.body());
        assertThat(response.headers().firstValue("ETag").orElseThrow().equals(plain.header("ETag")))
                .as("each content coding has its own ETag")
                .isEqualTo(coding.isEmpty());
    }

    @Test
    void countsIncludeOnlyApprovedComments() {
        approved(Sample.submission());
        approved(Sample.reply(approved(Sample.submission())));
        submitted(Sample.submission());
        approved(Sample.submission("article", "a,b"));

        Answer counts = get("/api/v1/sites/demo/counts?article=market-scales&article=a,b&article=none");

        assertThat(counts.body()).isEqualTo("{\"counts\":{\"market-scales\":3,\"a,b\":1,\"none\":0}}");
        assertThat(get("/api/v1/sites/herald/counts?article=market-scales").body())
                .isEqualTo("{\"counts\":{\"market-scales\":0}}");
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

    @Test
    void longestArticleKeysCanBeReadAndCounted() {
        String key = "😀".repeat(500);
        approved(Sample.submission("article", key));
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);

        assertThat(get("/api/v1/sites/demo/comments?article=" + encoded)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        String urls = IntStream.range(0, 100)
                .mapToObj(i -> "article=" + "https://news.example/an/article/of/some/length-" + i)
                .collect(Collectors.joining("&"));
        assertThat(get("/api/v1/sites/demo/counts?" + urls).status()).isEqualTo(200);
    }

    @Test
    void countsAreLimitedToOneHundredArticles() {
        String hundred = "article=a&".repeat(100);

        assertThat(get("/api/v1/sites/demo/counts?" + hundred).status()).isEqualTo(200);
        assertThat(get("/api/v1/sites/demo/counts?" + hundred + "article=b").codes())
                .containsExactly("article.too-many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://demo.example", "https://herald.example"})
    void onlyOriginsOfTheSiteAreAllowedByCors(String origin) {
        Answer answer = get(ARTICLE, "Origin", origin);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .isEqualTo(origin.equals("https://demo.example") ? origin : "");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
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

    private static String gunzip(byte[] compressed) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"%d9%85, %D9%85", "%D9%85, %d9%85", "%7ea/../b, b"})
    void bothFormsOfAKeyAreOneArticle(String submitted, String asked) {
        String site = "https://demo.example/";
        approved(Sample.submission("article", site + submitted));

        String key = URLEncoder.encode(site + asked, StandardCharsets.UTF_8);
        assertThat(get("/api/v1/sites/demo/comments?article=" + key)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/api/v1/sites/demo/counts?article=" + key)
                        .json()
                        .path("counts")
                        .path(site + asked)
                        .asInt())
                .isEqualTo(1);
    }
}
