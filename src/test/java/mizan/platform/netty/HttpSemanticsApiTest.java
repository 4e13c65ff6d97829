package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mizan.testing.Answer;
import mizan.testing.RawHttp;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods and targets (RFC 9110). */
class HttpSemanticsApiTest extends ServiceTest {

    private static final String COMMENTS = "/api/v1/sites/demo/comments";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sites/demo/comments?article=a",
                "/openapi.yml",
                "/embed.js",
                "/en",
                "/assets/page.css",
                "/console/sign-in",
                "/nowhere",
                "/api/v1/moderation/comments"
            })
    void headHasTheFieldsOfGetAndKeepsTheConnection(String path) {
        approved(Sample.submission());
        get(path);

        String responses = RawHttp.exchange(
                port(),
                "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + "GET " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        String[] parts = responses.split("\r\n\r\n", 3);
        assertThat(fields(parts[0])).isEqualTo(fields(parts[1]));
        assertThat(parts[0]).doesNotContainIgnoringCase("connection: close");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "/api/v1/tokens, 'DELETE, OPTIONS, POST'",
        "/openapi.yml, 'GET, HEAD, OPTIONS'",
        "/receipts/x/withdrawal, 'GET, HEAD, OPTIONS, POST'"
    })
    void optionsAnswersTheMethodsOfARoute(String path, String methods) {
        for (String[] headers : List.of(new String[0], new String[] {"Origin", "https://demo.example"})) {
            Answer answer = send("OPTIONS", path, "", headers);

            assertThat(answer.status()).as(path).isEqualTo(204);
            assertThat(answer.header("Allow")).isEqualTo(methods);
        }
        assertThat(send("PUT", path, "").header("Allow")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "[1]", "^", "{x}", "\"", "<b>", "`", "\\", "\u00d8\u00a7"})
    void charactersThatBrowsersSendRawAreServed(String raw) {
        assertThat(RawHttp.exchange(
                        port(),
                        "GET " + COMMENTS + "?article=a" + raw
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COMMENTS + "?article=%FF",
                COMMENTS + "?article=a%C3",
                COMMENTS + "?article=%ED%A0%80",
                COMMENTS + "?article=%zz",
                "/api/v1/sites/%FF/comments?article=a",
                COMMENTS + "?article=\u00ff"
            })
    void targetsThatAreNotUtf8AreMalformed(String target) {
        assertThat(RawHttp.exchange(
                        port(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("/problems/malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "%zz", "%ff"})
    void malformedTargetsAreRefusedInTheFormatOfTheRequest(String article) {
        String headers =
                " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nAccept: text/html\r\nConnection: close\r\n\r\n";

        assertThat(RawHttp.exchange(port(), "GET " + COMMENTS + "?article=" + article + headers))
                .contains("application/problem+json", "\"title\":\"The request can't be read\"");
        assertThat(RawHttp.exchange(port(), "GET /sites/demo/comments.html?article=" + article + headers))
                .contains("HTTP/1.1 400 ", "text/html", "<!DOCTYPE html>");
    }

    @Test
    void linesOfAListFieldAreJoined() {
        String etag = get(COMMENTS + "?article=a").header("ETag");

        assertThat(RawHttp.exchange(
                        port(),
                        "GET " + COMMENTS + "?article=a HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"x\"\r\n"
                                + "If-None-Match: " + etag + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 304 ");
    }

    private static Map<String, String> fields(String head) {
        Map<String, String> fields = new TreeMap<>();
        head.lines()
                .filter(line -> !line.toLowerCase(java.util.Locale.ROOT).matches("(date|connection|x-request-id):.*"))
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    fields.put(
                            colon < 0 ? "" : line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                            line.substring(Math.max(0, colon)));
                });
        return fields;
    }
}
