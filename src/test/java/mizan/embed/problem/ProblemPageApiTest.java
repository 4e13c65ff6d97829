package mizan.embed.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mizan.embed.form.FormAgain;
import mizan.embed.form.FormFields;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.url.HttpUrl;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.RawHttp;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems of the routes for people: pages with everything typed, whatever went wrong. */
class ProblemPageApiTest extends ServiceTest {

    private static final String FORM_PATH = "/sites/herald/comments";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String TYPED = "name=A&email=a%40example.org&article=a&body=%D8%B4%D9%83%D8%B1";
    private static final String BACK = "Use your browser's Back button: your text should still be there.";

    @Test
    void foreignOriginIsRefusedWithEverythingTyped() {
        Answer answer = send(
                "POST", FORM_PATH, TYPED, "Content-Type", FORM, "Accept", BROWSER, "Origin", "https://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("The page that sent this does not belong to the site.", "شكر</textarea>");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=A&body=%D8%B4%D9%83%D8%B1&x=%FF",
                "name=A&body=%D8%B4%D9%83%D8%B1&x=%",
                "name=A&body=%D8%B4%D9%83%D8%B1&body=b",
                "name=A&body=%D8%B4%D9%83%D8%B1&_charset_=none"
            })
    void malformedFormIsShownAgainWithEverythingTyped(String form) {
        Answer answer = send("POST", FORM_PATH, form, "Content-Type", FORM, "Accept", BROWSER);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("lang=\"en\"", "شكر", "value=\"A\"").doesNotContain("JSON");
        assertThat(send("POST", FORM_PATH, form, "Content-Type", FORM).problem())
                .isEqualTo("400 application/problem+json /problems/malformed-request");
    }

    @Test
    void formWithTooManyFieldsIsShownAgainWithEverythingTyped() {
        String form = IntStream.range(0, 70).mapToObj(i -> "f" + i + "=x&").collect(Collectors.joining());

        Answer answer = send("POST", FORM_PATH, form + "body=kept", "Content-Type", FORM, "Accept", BROWSER);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("kept</textarea>");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sites/none/comments.html?article=a, 404, ar",
        "POST, /sites/herald/comments, 415, en",
        "PUT, /sites/herald/comments, 405, en",
        "GET, /sites/herald/comments.html, 422, en",
        "GET, /sites/herald/comments.html?article=a&after=x, 400, en",
        "GET, /sites/herald/comments.html?article=a&lang=fr&order=x, 422, fr",
        "GET, /sites/herald/nothing, 404, en",
        "GET, /receipts/none, 404, ar",
        "PUT, /receipts/none, 405, ar"
    })
    void everyProblemIsAPageForBrowsers(String method, String path, int status, String language) {
        Answer page =
                send(method, path, method.equals("GET") ? "" : "x", "Accept", BROWSER, "Content-Type", "text/plain");
        Answer problem = send(method, path, method.equals("GET") ? "" : "x", "Content-Type", "text/plain");

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.body()).contains("<html lang=\"" + language + "\"");
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"ar, rtl, الموقع غير موجود", "en, ltr, Site not found"})
    void problemTypeHasAPage(String language, String direction, String title) {
        Answer answer = get("/problems/no-such-site", "Accept-Language", language);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.body()).contains("dir=\"" + direction + "\"").contains("<h1>" + title + "</h1>");
        assertThat(get("/problems/none").problem()).isEqualTo("404 application/problem+json /problems/not-found");
    }

    @Test
    void largestFormIsAccepted() {
        assertThat(postForm(padded(BodyLimit.SUBMISSION)).status()).isEqualTo(303);
    }

    @Test
    void textThatIsTooLongComesBackUpToTheLimitOfTheForm() {
        String typed = TYPED + "+" + "x".repeat(BodyLimit.SUBMISSION - TYPED.length() - 1);

        Answer answer = postForm(typed);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Use at most 5000 characters.")
                .contains("شكر " + "x".repeat(BodyLimit.SUBMISSION - TYPED.length() - 1) + "</textarea>");
    }

    @ParameterizedTest
    @CsvSource({
        "herald, en, Your comment is too long, 'Use at most 5,000 characters.'",
        "demo, ar, تعليقك طويل جدًا, 'الحد الأقصى لعدد الأحرف: 5,000.'"
    })
    void formOverTheLimitLeadsBackToTheText(String site, String language, String title, String limit) {
        String path = "/sites/" + site + "/comments";
        String form = padded(BodyLimit.SUBMISSION + 1);

        Answer page = send("POST", path, form, "Content-Type", FORM, "Accept", BROWSER);

        assertThat(page.status()).isEqualTo(413);
        assertThat(page.body())
                .contains("<html lang=\"" + language + "\"", "<h1>" + title + "</h1>", limit)
                .containsAnyOf(BACK, "استخدم زر الرجوع في متصفحك");
        assertThat(send("POST", path, form, "Content-Type", FORM).problem())
                .isEqualTo("413 application/problem+json /problems/too-large");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @Test
    void truncatedFormLeadsBackToTheText() {
        String page = exchange("POST " + FORM_PATH + " HTTP/1.1~Content-Type: " + FORM
                + "~Transfer-Encoding: chunked~Host: a~Accept: text/html~~9~body=text~broken~");

        assertThat(page)
                .startsWith("HTTP/1.1 400 ")
                .contains("<html lang=\"en\"", "Your comment didn't arrive completely", BACK);
    }

    @Test
    void formOfAnUnknownSiteIsAnsweredWithTheText() {
        Answer answer = send(
                "POST",
                "/sites/none/comments",
                TYPED,
                "Content-Type",
                FORM,
                "Accept",
                BROWSER,
                "Accept-Language",
                "en");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .contains("Site not found", "readonly", "شكر</textarea>")
                .doesNotContain(BACK);
    }

    @ParameterizedTest
    @CsvSource({"too-many-requests, 429, Please wait a moment and try again.", "unavailable, 503, Your text is below"})
    void refusedFormIsShownAgainWithEverythingTyped(String slug, int status, String message) {
        Site site = bean(Sites.class).get("herald");
        HttpRequest<?> request = HttpRequest.POST(FORM_PATH, "").accept("text/html");
        FormFields fields = new FormFields(Map.of("name", "A", "body", "شكر"));
        new FormAgain(site, fields, new HttpUrl(site.origins().getFirst(), "/")).remember(request);
        var problem = bean(ProblemResponses.class).response(request, new ProblemType(slug, status));

        HttpResponse<?> page = bean(ProblemPageFilter.class).renderProblem(request, problem);

        assertThat(page.code()).isEqualTo(status);
        assertThat(page.header("Retry-After")).isEqualTo("2");
        assertThat(String.valueOf(page.body())).contains(message, "شكر</textarea>", "value=\"A\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'POST /sites/herald/comments HTTP/1.1~Host: b~', 400, en, Your comment didn't arrive completely",
        "'POST /sites/demo/comments HTTP/1.1~Transfer-Encoding: gzip~', 400, ar, لم يصل تعليقك كاملًا",
        "'GET /sites/herald/comments.html?article=%FF HTTP/1.1~', 400, en, The request can't be read",
        "'GET /sites/herald/comments.html?article=a&lang=fr HTTP/1.1~x~', 400, fr, La requête est illisible",
        "'GET /receipts/x HTTP/1.1~Accept-Language: tr~Host: b~', 400, tr, İstek okunamıyor",
        "'GET /sites/herald/comments.html?article=LONG HTTP/1.1~', 414, en, Address too long",
        "'GET /receipts/LONG HTTP/1.1~', 414, ar, العنوان طويل جدًا",
        "'GET /sites/herald/comments.html?article=a HTTP/1.1~Cookie: LONG~', 431, en, Headers too large"
    })
    void malformedHeadIsAnsweredWithAPage(String head, int status, String language, String title) {
        String request = "~Host: a~Accept: text/html~" + head.substring(head.indexOf('~') + 1) + "~";
        String page = exchange((head.substring(0, head.indexOf('~')) + request).replace("LONG", "a".repeat(70_000)));

        assertThat(page)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: text/html;charset=utf-8")
                .contains("Content-Security-Policy: default-src 'none'")
                .containsIgnoringCase("connection: close")
                .contains("<html lang=\"" + language + "\"", "<h1>" + title + "</h1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /sites/herald/comments.html HTTP/1.1~Host: a~Host: b~Accept: */*~~",
                "GET /api/v1/sites/herald/comments HTTP/1.1~Host: a~Host: b~Accept: text/html~~",
                "GET /api/v1/LONG HTTP/1.1~Host: a~Accept: text/html~~",
                "GET /LONG HTTP/1.1~Host: a~Accept: text/html~~"
            })
    void malformedHeadOfAProgramIsAnsweredWithAProblem(String request) {
        assertThat(exchange(request.replace("LONG", "a".repeat(70_000)))).contains("application/problem+json");
    }

    private static String exchange(String request) {
        String response = RawHttp.exchange(port(), request.replace("~", "\r\n"));
        return new String(response.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String padded(int length) {
        return TYPED + "&x=" + "x".repeat(length - TYPED.length() - 3);
    }

    private static Answer postForm(String form) {
        return send("POST", FORM_PATH, form, "Content-Type", FORM, "Accept", BROWSER);
    }
}
