package mizan.embed.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentsPageApiTest extends ServiceTest {

    private static final String PAGE = "/sites/herald/comments.html?article=balance";

    @Test
    void pageIsCacheableAndCanBeFramedOnlyByItsSite() {
        Answer page = get(PAGE);

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=10, stale-while-revalidate=60");
        assertThat(get(PAGE, "If-None-Match", page.header("ETag")).status()).isEqualTo(304);
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .doesNotContain("script-src", "unsafe")
                .endsWith("frame-ancestors 'self' https://herald.example https://www.herald.example:8443");
        assertThat(page.body()).contains("<html lang=\"en\" dir=\"ltr\">", "target=\"_top\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PAGE + "&article=other",
                PAGE + "&order=oldest&order=newest",
                PAGE + "&lang=en&lang=ar",
                "/sites/herald/comments.atom?article=balance&article=other",
                "/embed/herald/words.js?lang=en&lang=ar",
                "/receipts/withdrawn?lang=en&lang=ar",
                "/privacy?site=herald&site=demo"
            })
    void repeatedParameterIsRefused(String target) {
        assertThat(get(target).problem()).isEqualTo("422 application/problem+json /problems/invalid-request");
    }

    @Test
    void emptyParameterOfATemplateDoesNotMatter() {
        assertThat(get(PAGE + "&articleUrl=&articleTitle=&lang=").status()).isEqualTo(200);
    }

    @Test
    void pageHasOnlyApprovedCommentsAsText() {
        herald("name", "<b>Amal</b>");
        post("/api/v1/sites/herald/comments", Sample.with(Sample.submission("article", "balance"), "body", "waiting"));

        String page = get(PAGE).body();

        assertThat(page)
                .contains("&lt;b&gt;Amal&lt;/b&gt;", "1 comment")
                .doesNotContain("<b>Amal", "waiting", "layla@example.org");
    }

    @Test
    void closedArticleHasASentenceInPlaceOfTheFormAndHiddenOneNothing() {
        herald("name", "Amal");
        String open = get(PAGE).body();
        assertThat(open).contains("<form", "class=\"reply\"", "Leave a comment");

        changeArticle("CLOSED");

        await().until(() -> !get(PAGE).body().equals(open));
        String closed = get(PAGE).body();
        assertThat(closed)
                .contains("Comments on this article are closed.", "Amal")
                .doesNotContain("<form", "class=\"reply\"", "Leave a comment");

        changeArticle("HIDDEN");

        await().until(() -> !get(PAGE).body().equals(closed));
        assertThat(get(PAGE).body()).doesNotContain("<section", "<form", "Amal");

        changeArticle("OPEN");

        await().until(() -> get(PAGE).body().equals(open));
    }

    private static void changeArticle(String comments) {
        assertThat(send(
                                "PUT",
                                "/api/v1/moderation/articles/herald?article=balance",
                                json(Map.of("comments", comments)),
                                "Content-Type",
                                JSON,
                                "Authorization",
                                admin())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sectionHasAbsoluteLinks() {
        String id = herald("name", "Amal");

        String section = get(PAGE + "&part=section").body();

        String service = "//localhost:" + port();
        assertThat(section)
                .doesNotContain("<html", "<head", "<title", "target=\"_top\"")
                .startsWith("<link rel=\"stylesheet\" href=\"" + service + "/embed.css\">")
                .contains("action=\"" + service + "/sites/herald/comments\"")
                .contains("href=\"" + service + "/privacy?site=herald")
                .contains("href=\"" + service + "/sites/herald/comments.html?article=balance&amp;reply=" + id
                        + "#mizan-respond\"");
    }

    @Test
    void replyFormNamesTheParentsAuthor() {
        String id = herald("name", "Amal");

        assertThat(get(PAGE + "&reply=" + id).body())
                .contains("In reply to <bdi>Amal</bdi>")
                .contains("name=\"parentId\" value=\"" + id + "\"")
                .contains("Cancel reply");
        assertThat(get(PAGE + "&reply=x").problem())
                .isEqualTo("400 application/problem+json /problems/malformed-request");
    }

    @Test
    void furtherThreadsAreOnTheNextPage() {
        for (int i = 1; i <= 21; i++) {
            herald("name", "Reader " + i + ".");
        }

        String first = get(PAGE).body();

        assertThat(first).contains("Reader 20.").doesNotContain("Reader 21.");
        String next =
                first.replaceAll("(?s).*class=\"more\" href=\"([^#]+)#.*", "$1").replace("&amp;", "&");
        assertThat(get(next).body()).contains("Reader 21.").doesNotContain("Reader 20.");
        assertThat(get(PAGE + "&order=newest").body()).contains("Reader 21.").doesNotContain("Reader 1.");
    }

    @Test
    void articleUrlIsPartOfTheForm() {
        assertThat(get(PAGE + "&articleUrl=https://herald.example/a%3Fb%26c&articleTitle=A%22B")
                        .body())
                .contains("name=\"articleUrl\" value=\"https://herald.example/a?b&amp;c\"")
                .contains("name=\"articleTitle\" value=\"A&#34;B\"");
        assertThat(get("/sites/herald/comments.html?article=https://herald.example/a")
                        .body())
                .contains("name=\"articleUrl\" value=\"https://herald.example/a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "javascript:alert(1)", "https://herald.example@evil.example/"})
    void unusableArticleUrlIsLeftOut(String url) {
        Answer answer = get(PAGE + "&articleUrl=" + url);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("evil", "javascript:");
    }

    @Test
    void characterThatBrowsersSendUnencodedIsAccepted() throws IOException {
        herald("article", "a|b[c]\"<>^`{}\\\\");

        assertThat(getRaw("/sites/herald/comments.html?article=a|b[c]\"<>^`{}\\\\"))
                .startsWith("HTTP/1.1 200 ")
                .contains("1 comment");
        assertThat(getRaw("/sites/her|ald/comments.html?article=a")).startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @CsvSource({"order=best, order.unknown", "part=all, part.unknown"})
    void invalidParametersAreRejected(String parameter, String code) {
        Answer answer = get(PAGE + "&" + parameter);

        assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-request");
        assertThat(answer.codes()).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({"ar, rtl, التعليقات", "fr, ltr, Commentaires", "he-IL, rtl, תגובות", "xx, ltr, Comments"})
    void languageIsThatOfTheRequestElseOfTheSite(String language, String direction, String heading) {
        assertThat(get(PAGE + "&lang=" + language).body())
                .contains("dir=\"" + direction + "\"")
                .contains(">" + heading + "</h2>");
    }

    private static String herald(String field, String value) {
        return approved("herald", Sample.with(Sample.submission("article", "balance"), field, value));
    }

    // HttpClient refuses what browsers send.
    private static String getRaw(String target) throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
