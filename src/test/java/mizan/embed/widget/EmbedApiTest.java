package mizan.embed.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.platform.i18n.Languages;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmbedApiTest extends ServiceTest {

    private static final int MAX_COMPRESSED_BYTES = 20 * 1024;

    @ParameterizedTest
    @MethodSource("languages")
    void scriptAndMessagesAreSmall(Locale language) throws Exception {
        int script = compressed("/embed.js");
        int words = compressed("/embed/demo/words.js?lang=" + language);

        assertThat(script + words).as("%d + %d", script, words).isLessThanOrEqualTo(MAX_COMPRESSED_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "/embed.js, text/javascript;charset=utf-8",
        "/embed/demo/words.js?lang=ar, text/javascript;charset=utf-8",
        "/embed/demo/notice.js?lang=ar, text/javascript;charset=utf-8",
        "/embed.css, text/css;charset=utf-8"
    })
    void anyOriginMayLoadTheWidgetAndCachesMayStoreIt(String path, String type) {
        Answer answer = get(path, "Origin", "https://herald.example");

        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300, stale-while-revalidate=86400");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(get(path, "If-None-Match", answer.header("ETag")).status()).isEqualTo(304);
    }

    @Test
    void scriptHasNoImportsAndNoForeignUrls() {
        String script = get("/embed.js").body();

        assertThat(script)
                .doesNotContain("http://", "https://", "innerHTML", "document.cookie", "eval(")
                .doesNotContainPattern("(?m)^import ")
                .doesNotContainPattern("(?m)^\\s*//");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageOfTheScriptExists(Locale language) throws IOException {
        JsonNode texts = words("demo", "?lang=" + language).path("texts");

        Set<String> used = new TreeSet<>();
        Pattern.compile("(?:text|textWithName)\\(\"([A-Za-z]+)\"")
                .matcher(get("/embed.js").body())
                .results()
                .forEach(call -> used.add(call.group(1)));
        assertThat(used)
                .hasSizeGreaterThan(20)
                .allSatisfy(key -> assertThat(texts.path(key).asText()).as(key).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageOfANoticeExists(Locale language) throws IOException {
        JsonNode words = words("demo", "?lang=" + language).path("texts");
        String module = get("/embed/demo/notice.js?lang=" + language).body();
        JsonNode texts = new ObjectMapper()
                .readTree(module.substring(
                        module.indexOf("export const texts = ") + "export const texts = ".length(),
                        module.lastIndexOf(';')));

        assertThat(Pattern.compile("\"(notice\\.[A-Za-z]+|unpublished|privacy|reported)\"")
                        .matcher(module.substring(0, module.indexOf("export const texts")))
                        .results()
                        .map(text -> text.group(1)))
                .hasSizeGreaterThan(5)
                .allSatisfy(key -> assertThat(
                                texts.path(key).asText() + words.path(key).asText())
                        .as(key)
                        .isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "demo, ?lang=ar, ar, rtl",
        "demo, ?lang=ar-EG, ar-EG, rtl",
        "demo, ?lang=ar-u-nu-latn, ar-u-nu-latn, rtl",
        "demo, ?lang=tr-TR, tr-TR, ltr",
        "demo, ?lang=de, ar, rtl",
        "demo, ?lang=arz, ar, rtl",
        "demo, '?lang=fr,en', fr, ltr",
        "demo, ?lang=iw, he, rtl",
        "demo, ?lang=..%2F, ar, rtl",
        "demo, '', ar, rtl",
        "gazette, '', ar-u-nu-latn, rtl",
        "gazette, ?lang=ar, ar-u-nu-latn, rtl",
        "gazette, ?lang=ar-EG, ar-EG, rtl",
        "herald, '', en, ltr",
        "herald, ?lang=ur, ur, rtl"
    })
    void messagesAreInTheLanguageOfThePageElseOfTheSite(String site, String query, String locale, String direction)
            throws IOException {
        JsonNode words = words(site, query);

        assertThat(words.path("locale").asText()).isEqualTo(locale);
        assertThat(words.path("direction").asText()).isEqualTo(direction);
    }

    @Test
    void unknownSiteIsNotFound() {
        assertThat(get("/embed/none/words.js").problem())
                .isEqualTo("404 application/problem+json /problems/no-such-site");
    }

    static Stream<Locale> languages() {
        return Languages.SUPPORTED.stream();
    }

    private static JsonNode words(String site, String query) throws IOException {
        String module = get("/embed/" + site + "/words.js" + query).body();
        return new ObjectMapper().readTree(module.substring("export default ".length()));
    }

    private static int compressed(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        return response.body().length;
    }
}
