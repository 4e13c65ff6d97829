package mizan.submission;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mizan.platform.http.request.BodyLimit;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Permitted encodings, characters and lengths of a submission. */
class SubmissionInputApiTest extends ServiceTest {

    private static final String COMMENTS = "/api/v1/sites/demo/comments";

    @ParameterizedTest
    @CsvSource({
        "name, 80, 202",
        "name, 81, 422",
        "body, 5000, 202",
        "body, 5001, 422",
        "article, 500, 202",
        "article, 501, 422"
    })
    void lengthIsCountedInUserPerceivedCharacters(String field, int length, int status) {
        // One user-perceived character of two code points; the fields of the article are counted in code points.
        String character = field.startsWith("article") ? "ص" : "بّ";

        assertThat(submit(Sample.submission(field, character.repeat(length))).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "name, '\\n', 422",
        "name, '\\u202e', 422",
        "name, '\\u200f', 422",
        "name, '\\u2028', 422",
        "name, '\\u200c', 202",
        "body, '\\n', 202",
        "body, '\\u202e', 202",
        "body, '\\u200c', 202",
        "body, '\\t', 202",
        "body, '\\u0000', 422",
        "body, '\\u0085', 202",
        "body, '\\r', 202",
        "body, '\\ud800', 422",
        "body, '\\ufffe', 422",
        "article, '\\u0000', 422",
        "email, '\\u0000', 422"
    })
    void forbiddenCharactersAreRejected(String field, String escaped, int status) {
        Map<String, Object> submission = Sample.submission(field, "a@b");
        String json = json(submission).replace("a@b", "می" + escaped + "خواهم");

        assertThat(post(COMMENTS, json).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "name, 'ليلى\u200Eحداد', characters, 'Remove U+200E at position 5: this character can''t be used here.'",
        "email, 'la\u200Byla@example.org', characters, 'Remove U+200B at position 3: this character can''t be used here.'",
        "body, ' 👩\u200D👧\u0007', characters, 'Remove U+0007 at position 3: this character can''t be used here.'",
        "body, 'Za\u0335\u0336\u0337\u0338\u0321\u0322\u0327\u0328\u031B', too-many-marks,"
                + "'Use at most 8 combining marks on one character (see position 2).'"
    })
    void violationNamesTheCharacterAndItsPlace(String field, String text, String rule, String detail) {
        Answer answer = submit(Sample.submission(field, text), "Accept-Language", "en");

        assertThat(answer.codes()).containsExactly(field + "." + rule);
        assertThat(answer.each("errors", "detail")).containsExactly(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧‍👦", "م\u0651\u064E", "👩🏽‍🚀"})
    void largestTextIsAcceptedAsJsonAndAsAForm(String character) {
        Map<String, Object> submission = Sample.submission("name", character.repeat(80));
        submission.put("body", character.repeat(5_000));
        String form = submission.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8))
                .collect(joining("&"));
        String escaped = json(submission)
                .chars()
                .mapToObj(unit -> unit < 128 ? Character.toString(unit) : "\\u%04x".formatted(unit))
                .collect(joining());

        assertThat(submit(submission).status()).isEqualTo(202);
        assertThat(post(COMMENTS, escaped).status()).isEqualTo(202);
        assertThat(send("POST", COMMENTS, form, "Content-Type", FORM).status()).isEqualTo(202);
        assertThat(send("POST", "/sites/demo/comments", form, "Content-Type", FORM)
                        .status())
                .isEqualTo(303);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void invisibleMarksOfPastedTextAreRemoved() {
        Map<String, Object> submission = Sample.submission("name", "\uFEFF\u200Fليلى\u200E ");

        assertThat(submit(Sample.with(submission, "email", "\u200Elayla@example.org\u2069"))
                        .status())
                .isEqualTo(202);
        assertThat(Postgres.value("SELECT name FROM comment")).isEqualTo("ليلى");
    }

    @Test
    void lineEndsOfPastedTextBecomeLineFeeds() {
        submit(Sample.submission("body", "a\r\nb\rc\u000Bd\fe\u0085f\tg"));

        assertThat(Postgres.value("SELECT body FROM comment")).isEqualTo("a\nb\nc\nd\ne\nf\tg");
    }

    @Test
    void textIsStoredInNfcAndOtherwiseAsTyped() {
        String typed = "<b>Caf" + "e\u0301</b> می\u200cخواهم\n\nسطر 🏳️\u200d🌈 &amp;";

        submit(Sample.submission("body", "  " + typed + " \n"));

        assertThat(Postgres.value("SELECT body FROM comment"))
                .isEqualTo("<b>Café</b> می\u200cخواهم\n\nسطر 🏳️\u200d🌈 &amp;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{} x",
                "{}{}",
                "{'name':'a'}",
                "{\"name\":5}",
                "{\"body\":true}",
                "{\"body\":[\"a\"]}",
                "{\"body\":{}}",
                "{\"parentId\":\"x\"}",
                "{\"parentId\":\"\"}",
                "{\"name\":\"\n\"}",
                "\uFEFF{}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "// comment\n{}"
            })
    void malformedJsonIsRejected(String body) {
        Answer answer = send("POST", COMMENTS, body, "Content-Type", JSON);

        assertThat(answer.problem()).isEqualTo("400 application/problem+json /problems/malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "c0af", "eda080", "f4908080", "ff", "00"})
    void malformedUtf8IsRejected(String hexadecimal) {
        byte[] wrong = HexFormat.of().parseHex(hexadecimal);
        byte[] json = json(Sample.submission("body", "X")).getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = new String(json, StandardCharsets.ISO_8859_1)
                .replace("\"X\"", "\"" + new String(wrong, StandardCharsets.ISO_8859_1) + "\"")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(send("POST", COMMENTS, body, "Content-Type", JSON).problem())
                .isEqualTo("400 application/problem+json /problems/malformed-request");
        String percent = hexadecimal.replaceAll("..", "%$0");
        String form = "name=A&email=a%40example.org&article=a&body=" + percent;
        assertThat(send("POST", COMMENTS, form, "Content-Type", FORM).status())
                .isEqualTo(hexadecimal.equals("00") ? 422 : 400);
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json-patch+json"})
    void otherMediaTypesAreRejected(String type) {
        assertThat(send("POST", COMMENTS, json(Sample.submission()), "Content-Type", type)
                        .problem())
                .isEqualTo("415 application/problem+json /problems/unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "deflate, 415", "br, 415", "bogus, 415", "identity, 202"})
    void encodedBodiesAreRejected(String coding, int status) {
        assertThat(submit(Sample.submission(), "Content-Encoding", coding).status())
                .isEqualTo(status);
    }

    @Test
    void bodyWithoutContentTypeIsRejected() {
        assertThat(send("POST", COMMENTS, json(Sample.submission())).problem())
                .isEqualTo("415 application/problem+json /problems/unsupported-media-type");
    }

    @Test
    void bodyLargerThanItsLimitIsRejected() {
        assertThat(submit(Sample.submission("other", "x".repeat(BodyLimit.SUBMISSION)))
                        .problem())
                .isEqualTo("413 application/problem+json /problems/too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "https://herald.example/a, https://herald.example/a",
        "https://HERALD.example:443/a?b#c, https://herald.example/a?b#c",
        "https://herald.example/a[b]?c|d&e=%e9, https://herald.example/a[b]?c|d&e=%e9",
        "https://herald.example/أ\u0301 b, https://herald.example/أ\u0301 b",
        "https://www.herald.example:8443/, https://www.herald.example:8443/",
        "https://www.herald.example/, null",
        "http://herald.example/, null",
        "https://herald.example.evil.example/, null",
        "https://herald.example@evil.example/, null",
        "https://evil@herald.example/, null",
        "'https://evil.example\\@herald.example/', null",
        "javascript:alert(1), null",
        "//herald.example/, null",
        "/a, null"
    })
    void unusableArticleUrlIsDroppedAndTheCommentKept(String url, String stored) {
        Answer answer = post("/api/v1/sites/herald/comments", Sample.submission("articleUrl", url));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Postgres.value("SELECT article_url FROM comment")).isEqualTo(stored);
    }

    @Test
    void unusableArticleUrlAndTitleAreDropped() {
        Map<String, Object> tooLong = Sample.with(
                Sample.submission("articleUrl", "https://herald.example/" + "a".repeat(300)),
                "articleTitle",
                "t".repeat(301));

        assertThat(post("/api/v1/sites/herald/comments", tooLong).status()).isEqualTo(202);
        assertThat(Postgres.query("SELECT article_url, article_title FROM comment"))
                .containsExactly(List.of("null", "null"));
    }
}
