package mizan.submission;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionApiTest extends ServiceTest {

    private static final String COMMENTS = "/api/v1/sites/demo/comments";

    @Test
    void anAcceptedCommentIsStoredAndWaits() {
        Answer answer = submit(Sample.submission("name", "  ليلى  "));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("id", "status", "submittedAt", "receipt");
        assertThat(answer.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(answer.json().path("receipt").asText()).matches("[0-9a-f]{32}");
        assertThat(answer.header("Location"))
                .isEqualTo("/api/v1/receipts/" + answer.json().path("receipt").asText());
        assertThat(Postgres.query("SELECT id, name, status, version FROM comment"))
                .containsExactly(List.of(answer.json().path("id").asText(), "ليلى", "PENDING", "0"));
    }

    @Test
    void aFormIsTakenLikeJson() {
        Answer answer = send(
                "POST",
                COMMENTS,
                "name=%D9%84%D9%8A%D9%84%D9%89&email=l%40example.org&body=a%0D%0Ab&article=x&parentId=",
                "Content-Type",
                FORM);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(Postgres.value("SELECT name || ':' || body FROM comment")).isEqualTo("ليلى:a\nb");
    }

    @Test
    void allWrongFieldsAreToldAtOnce() {
        Answer answer = submit(Map.of("name", " ", "email", "layla@", "articleUrl", "https://elsewhere.example/x"));

        assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-comment");
        assertThat(answer.codes())
                .containsExactly(
                        "name.required", "email.invalid", "body.required", "article.required", "articleUrl.invalid");
        assertThat(answer.each("errors", "pointer"))
                .containsExactly("#/name", "#/email", "#/body", "#/article", "#/articleUrl");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "'', demo, من فضلك اكتب اسمك.",
        "en, demo, Please enter your name.",
        "'de;q=0.9, en;q=0.5', demo, Please enter your name.",
        "fr, demo, Veuillez indiquer votre nom.",
        "de, demo, من فضلك اكتب اسمك.",
        "'', herald, Please enter your name.",
        "ar-EG, herald, من فضلك اكتب اسمك."
    })
    void faultsAreToldInTheReadersLanguageOrTheSites(String accepted, String site, String detail) {
        String path = "/api/v1/sites/" + site + "/comments";

        Answer answer = accepted.isEmpty()
                ? post(path, Sample.without("name"))
                : post(path, Sample.without("name"), "Accept-Language", accepted);

        assertThat(answer.each("errors", "detail")).containsExactly(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "name, 80, 202",
        "name, 81, 422",
        "body, 5000, 202",
        "body, 5001, 422",
        "article, 500, 202",
        "article, 501, 422",
        "articleTitle, 300, 202",
        "articleTitle, 301, 422"
    })
    void lengthIsCountedAsPeopleCount(String field, int length, int status) {
        // One user-perceived character of two code points, but for fields that are counted in code points.
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
        "body, '\\t', 422",
        "body, '\\u0000', 422",
        "body, '\\u0085', 422",
        "body, '\\r', 422",
        "body, '\\ud800', 422",
        "body, '\\ufffe', 422",
        "article, '\\u0000', 422",
        "articleTitle, '\\u0000', 422",
        "email, '\\u0000', 422"
    })
    void charactersThatCannotBeKeptAreRefused(String field, String escaped, int status) {
        Map<String, Object> submission = Sample.submission(field, "a@b");
        String json = json(submission).replace("a@b", "می" + escaped + "خواهم");

        assertThat(post(COMMENTS, json).status()).isEqualTo(status);
    }

    @Test
    void textIsKeptInNfcAndOtherwiseAsTyped() {
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
    void whatIsNotTheJsonOfTheRfcIsRefused(String body) {
        Answer answer = send("POST", COMMENTS, body, "Content-Type", JSON);

        assertThat(answer.problem()).isEqualTo("400 application/problem+json /problems/malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "c0af", "eda080", "f4908080", "ff", "00"})
    void whatIsNotUtf8IsRefused(String hexadecimal) {
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
    void otherMediaTypesAreRefused(String type) {
        assertThat(send("POST", COMMENTS, json(Sample.submission()), "Content-Type", type)
                        .problem())
                .isEqualTo("415 application/problem+json /problems/unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"gzip, 400", "deflate, 400", "br, 415", "bogus, 415", "identity, 202"})
    void aBodyIsInTheCodingThatItNames(String coding, int status) {
        assertThat(submit(Sample.submission(), "Content-Encoding", coding).status())
                .isEqualTo(status);
    }

    @Test
    void anAnswerIsJsonWhateverTheClientAsksOfIt() {
        Answer answer = submit(Sample.submission(), "Accept", "application/json;charset=utf-16");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aBodyWithoutAMediaTypeIsRefused() {
        assertThat(send("POST", COMMENTS, json(Sample.submission())).problem())
                .isEqualTo("415 application/problem+json /problems/unsupported-media-type");
    }

    @Test
    void aBodyOfMoreThan64KibIsRefused() {
        assertThat(submit(Sample.submission("website", "x".repeat(65_536))).problem())
                .isEqualTo("413 application/problem+json /problems/too-large");
    }

    @Test
    void unknownFieldsDoNothing() {
        Map<String, Object> submission = Sample.submission("status", "APPROVED");
        submission.put("id", "00000000-0000-0000-0000-000000000000");
        submission.put("version", 7);

        assertThat(submit(submission).json().path("status").asText()).isEqualTo("PENDING");
        assertThat(Postgres.value("SELECT status || version FROM comment")).isEqualTo("PENDING0");
    }

    @Test
    void anUnknownSiteHasNoComments() {
        assertThat(post("/api/v1/sites/nowhere/comments", Sample.submission()).problem())
                .isEqualTo("404 application/problem+json /problems/no-such-site");
    }

    @Test
    void ofIdenticalPostsAtOnceOneIsStored() throws Exception {
        Map<String, Object> submission = Sample.submission();

        var statuses = atOnce(16, i -> submit(submission).status());

        assertThat(statuses).containsEntry(202, 1L).containsEntry(409, 15L);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void theSamePersonIsRecognisedHoweverTheAddressIsWritten() {
        Map<String, Object> submission = Sample.submission("email", "Layla@Example.org");
        submit(submission);

        assertThat(submit(Sample.with(submission, "email", " layla@example.ORG "))
                        .problem())
                .isEqualTo("409 application/problem+json /problems/duplicate-comment");
        assertThat(submit(Sample.with(submission, "email", "omar@example.org")).status())
                .isEqualTo(202);
        assertThat(submit(Sample.with(submission, "article", "another")).status())
                .isEqualTo(202);
    }

    @Test
    void aRepeatedRequestIsAnsweredAlikeAndStoredOnce() throws Exception {
        Map<String, Object> submission = Sample.submission();

        var answers = atOnce(
                16,
                i -> submit(submission, "Idempotency-Key", i % 2 == 0 ? "draft-1" : "\"draft-1\"")
                        .body());

        assertThat(answers).hasSize(1);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void aKeyIsGoodForOneContentAtOneSite() {
        Map<String, Object> submission = Sample.submission();
        submit(submission, "Idempotency-Key", "k");

        assertThat(submit(Sample.submission(), "Idempotency-Key", "k").problem())
                .isEqualTo("422 application/problem+json /problems/idempotency-mismatch");
        assertThat(submit(Sample.with(submission, "name", "Omar"), "Idempotency-Key", "k")
                        .status())
                .isEqualTo(422);
        assertThat(post("/api/v1/sites/herald/comments", Sample.submission(), "Idempotency-Key", "k")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void ofDifferentCommentsUnderOneKeyAtOnceOneIsStored() throws Exception {
        var statuses = atOnce(
                16,
                i -> submit(Sample.submission(), "Idempotency-Key", "shared").status());

        assertThat(statuses).containsEntry(202, 1L).containsEntry(422, 15L);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        submit(Sample.without("body"), "Idempotency-Key", "k");

        assertThat(submit(Sample.submission(), "Idempotency-Key", "k").status()).isEqualTo(202);
    }

    @Test
    void aKeyWithoutEndIsRefusedAsAnyOther() {
        assertThat(submit(Sample.submission(), "Idempotency-Key", "\"" + "a".repeat(4_000) + "\"")
                        .codes())
                .containsExactly("Idempotency-Key.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" a\"", "\"a\tb\""})
    void aKeyIsPrintableAscii(String key) {
        assertThat(submit(Sample.submission(), "Idempotency-Key", key).codes())
                .containsExactly("Idempotency-Key.invalid");
    }

    @Test
    void aKeyHasAtMost100Characters() {
        assertThat(submit(Sample.submission(), "Idempotency-Key", "k".repeat(100))
                        .status())
                .isEqualTo(202);
        assertThat(submit(Sample.submission(), "Idempotency-Key", "k".repeat(101))
                        .problem())
                .isEqualTo("422 application/problem+json /problems/invalid-request");
    }

    @Test
    void aRobotIsThankedAndItsCommentRejected() {
        Answer answer = submit(Sample.submission("website", "https://pills.example"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(Postgres.query("""
                SELECT c.status, d.reason, d.moderator, a.action
                  FROM comment c JOIN decision d ON d.comment_id = c.id JOIN audit_entry a ON a.comment_id = c.id
                """)).containsExactly(List.of("REJECTED", "SPAM", "null", "COMMENT_REJECTED"));
    }

    @Test
    void aRobotsCommentAndItsAuditEntryAreKeptTogether() {
        Map<String, Object> submission = Sample.submission("website", "x");
        Postgres.execute(
                "ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (action <> 'COMMENT_REJECTED') NOT VALID");
        try {
            assertThat(submit(submission, "Idempotency-Key", "k").status()).isEqualTo(500);
        } finally {
            Postgres.execute("ALTER TABLE audit_entry DROP CONSTRAINT broken");
        }

        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
        assertThat(submit(submission, "Idempotency-Key", "k").status()).isEqualTo(202);
    }

    @Test
    void ofManyRobotsUnderOneKeyOneIsStored() throws Exception {
        var statuses = atOnce(
                16,
                i -> submit(Sample.submission("website", "x"), "Idempotency-Key", "shared")
                        .status());

        assertThat(statuses).containsEntry(202, 1L).containsEntry(422, 15L);
    }

    @Test
    void aRobotsCommentStandsInNobodysWay() {
        Map<String, Object> submission = Sample.submission("website", "x");
        submit(submission);

        assertThat(submit(Sample.with(submission, "website", "")).status()).isEqualTo(202);
    }

    @Test
    void onlyAnApprovedCommentOfTheSameArticleCanBeAnswered() {
        String pending = submitted(Sample.submission());
        String elsewhere = approved(Sample.submission("article", "another"));
        String approved = approved(Sample.submission());

        for (String parent : List.of(pending, elsewhere, "0199a5ca-0000-7000-8000-000000000000")) {
            Answer answer = submit(Sample.reply(parent));
            assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-comment");
            assertThat(answer.codes()).containsExactly("parentId.unknown");
        }
        assertThat(submit(Sample.reply(approved)).status()).isEqualTo(202);
    }

    @Test
    void aClosedArticleTakesNoComments() {
        submit(Sample.submission());
        Postgres.execute("UPDATE article SET closed = true");

        assertThat(submit(Sample.submission()).problem())
                .isEqualTo("403 application/problem+json /problems/comments-closed");
        assertThat(submit(Sample.submission("article", "open")).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "https://herald.example/a, 202",
        "https://HERALD.example:443/a?b#c, 202",
        "https://www.herald.example:8443/, 202",
        "https://www.herald.example/, 422",
        "http://herald.example/, 422",
        "https://herald.example.evil.example/, 422",
        "https://herald.example@evil.example/, 422",
        "https://evil@herald.example/, 422",
        "javascript:alert(1), 422",
        "//herald.example/, 422",
        "/a, 422",
        "'https://herald.example/ x', 422"
    })
    void anArticlesUrlIsOneOfItsSites(String url, int status) {
        assertThat(post("/api/v1/sites/herald/comments", Sample.submission("articleUrl", url))
                        .status())
                .isEqualTo(status);
    }

    private static <T> Map<T, Long> atOnce(int callers, IntFunction<T> call) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = IntStream.range(0, callers)
                    .<Callable<T>>mapToObj(i -> () -> call.apply(i))
                    .toList();
            return new HashMap<>(executor.invokeAll(calls).stream()
                    .map(Future::resultNow)
                    .collect(groupingBy(result -> result, counting())));
        }
    }
}
