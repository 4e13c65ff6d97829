package mizan.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.screening.learning.LearnedSite;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as client libraries of the Perspective API send them, and the responses that these libraries read. */
class ScoringApiTest extends ServiceTest {

    private static final String SPAM = LearnedSite.SPAM;

    private String key = "";

    @BeforeEach
    void train() {
        key = bean(ScorerKeys.class).add("blog", "demo", null).secret();
        LearnedSite.train(beans());
    }

    @AfterEach
    void forget() {
        Postgres.deleteRows();
        LearnedSite.forget(beans());
    }

    /** The request of google-api-python-client and of Google's own examples. */
    @Test
    void requestOfGooglesLibrariesIsAnswered() {
        Answer answer = analyze("""
                {"comment": {"text": "%s"}, "requestedAttributes": {"TOXICITY": {}}}
                """.formatted(SPAM));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode score = answer.json().path("attributeScores").path("TOXICITY");
        assertThat(score.path("summaryScore").path("value").asDouble()).isBetween(0.8, 1.0);
        assertThat(score.path("summaryScore").path("type").asText()).isEqualTo("PROBABILITY");
        assertThat(score.path("spanScores").path(0).path("begin").asInt()).isZero();
        assertThat(score.path("spanScores").path(0).path("end").asInt()).isEqualTo(SPAM.length());
        assertThat(score.path("spanScores").path(0).path("score")).isEqualTo(score.path("summaryScore"));
        assertThat(answer.json().path("languages").path(0).asText()).isEqualTo("ar");
    }

    /** The request of the Node.js libraries: with languages, doNotStore and all other fields. */
    @Test
    void requestWithAllFieldsIsAnswered() {
        Answer answer = analyze("""
                {"comment": {"text": "what the minister said of the bridge", "type": "PLAIN_TEXT"},
                 "context": {"entries": [{"text": "off-topic", "type": "PLAIN_TEXT"}]},
                 "requestedAttributes": {
                   "TOXICITY": {"scoreType": "PROBABILITY", "scoreThreshold": 0},
                   "LIKELY_TO_REJECT": {"scoreThreshold": 0.9},
                   "SEVERE_TOXICITY": {}},
                 "languages": ["en"], "doNotStore": true, "dropUnsupportedAttributes": true, "spanAnnotations": false,
                 "clientToken": "token", "communityId": "unit-test", "sessionId": "1"}
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("attributeScores").properties())
                .as("below its threshold, or not supported")
                .extracting(Map.Entry::getKey)
                .containsExactly("TOXICITY");
        assertThat(answer.json().path("clientToken").asText()).isEqualTo("token");
        assertThat(answer.json().path("languages").path(0).asText()).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"comment": {"text": " "}, "requestedAttributes": {"TOXICITY": {}}}                  | COMMENT_EMPTY
            {"requestedAttributes": {"TOXICITY": {}}}                                            | COMMENT_EMPTY
            {"comment": {"text": "a"}}                                                           | NO_REQUESTED_ATTRIBUTES
            {"comment": {"text": "a"}, "requestedAttributes": {"THREAT": {}}}                    | LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE
            {"comment": {"text": "a"}, "requestedAttributes": {"a b": {}}}                       | INVALID_REQUEST
            {"comment": {"text": "a", "type": "HTML"}, "requestedAttributes": {"TOXICITY": {}}}  | INVALID_REQUEST
            {"comment": {"text": "a"}, "requestedAttributes": {"TOXICITY": {"scoreType": "RAW"}}} | INVALID_REQUEST
            {"comment": {"text": "a"}, "requestedAttributes": {"TOXICITY": {}}, "languages": [""]} | INVALID_REQUEST
            {"comment": "a", "requestedAttributes": {"TOXICITY": {}}}                            | INVALID_REQUEST
            [                                                                                    | INVALID_REQUEST
            """)
    void invalidRequestsHavePerspectivesErrors(String request, String errorType) {
        Answer answer = analyze(request);

        assertThat(answer.status()).isEqualTo(400);
        JsonNode error = answer.json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.path("details").path(0).path("errorType").asText()).isEqualTo(errorType);
    }

    @Test
    void unsupportedAttributeIsNamedWithTheLanguages() {
        JsonNode detail =
                analyze("""
                {"comment": {"text": "a"}, "requestedAttributes": {"THREAT": {}}, "languages": ["ar"]}
                """).json().path("error").path("details").path(0).path("languageNotSupportedByAttributeError");

        assertThat(detail.path("attribute").asText()).isEqualTo("THREAT");
        assertThat(detail.path("requestedLanguages").path(0).asText()).isEqualTo("ar");
    }

    @Test
    void longTextIsRefused() {
        assertThat(errorType(analyze(request("ا".repeat(10_241))))).isEqualTo("COMMENT_TOO_LONG");
        assertThat(analyze(request("ا".repeat(10_240))).status()).isEqualTo(200);
    }

    @Test
    void siteThatHasNotLearnedEnoughHasNoScores() {
        String other = bean(ScorerKeys.class).add("blog", "herald", null).secret();

        Answer answer = send("POST", "/v1alpha1/comments:analyze?key=" + other, request("a"), "Content-Type", JSON);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("status").asText()).isEqualTo("FAILED_PRECONDITION");
        assertThat(answer.json().has("attributeScores")).isFalse();
    }

    @Test
    void requestNeedsAValidKey() {
        Answer none = send("POST", "/v1alpha1/comments:analyze", request("a"), "Content-Type", JSON);
        assertThat(none.status()).isEqualTo(403);
        assertThat(none.json().path("error").path("status").asText()).isEqualTo("PERMISSION_DENIED");

        Answer wrong = send("POST", "/v1alpha1/comments:analyze?key=mizan_x", request("a"), "Content-Type", JSON);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(errorType(wrong)).isEqualTo("API_KEY_INVALID");

        Answer inHeader =
                send("POST", "/v1alpha1/comments:analyze", request(SPAM), "Content-Type", JSON, "X-Goog-Api-Key", key);
        assertThat(inHeader.status()).isEqualTo(200);
    }

    @Test
    void requestsWithOneKeyAreLimited() {
        List<Answer> answers =
                Stream.generate(() -> analyze(request("a"))).limit(61).toList();

        assertThat(answers.subList(0, 60)).allMatch(answer -> answer.status() == 200);
        Answer refused = answers.getLast();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("error").path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        String other = bean(ScorerKeys.class).add("other", "demo", null).secret();
        assertThat(send("POST", "/v1alpha1/comments:analyze?key=" + other, request("a"), "Content-Type", JSON)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongKeysAreLimitedPerClient() {
        for (int i = 0; i < 30; i++) {
            send("POST", "/v1alpha1/comments:analyze?key=wrong" + i, request("a"), "Content-Type", JSON);
        }

        assertThat(send("POST", "/v1alpha1/comments:analyze?key=wrong", request("a"), "Content-Type", JSON)
                        .status())
                .isEqualTo(429);
    }

    /** The request of the PHP library. */
    @Test
    void suggestedScoreIsAcknowledgedAndNotStored() {
        Answer answer = send("POST", "/v1alpha1/comments:suggestscore?key=" + key, """
                {"comment": {"text": "a secret suggestion"}, "languages": ["en"],
                 "context": {"entries": [{"text": "off-topic", "type": "PLAIN_TEXT"}]},
                 "clientToken": "some-token", "communityId": "unit-test",
                 "attributeScores": {"TOXICITY": {
                   "summaryScore": {"value": 0.83785176, "type": "PROBABILITY"},
                   "spanScores": [{"begin": 0, "end": 19, "score": {"value": 0.9208521, "type": "PROBABILITY"}}]}}}
                """, "Content-Type", JSON);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("clientToken").asText()).isEqualTo("some-token");
        assertThat(answer.json().path("requestedLanguages").path(0).asText()).isEqualTo("en");
        assertThat(errorType(send(
                        "POST",
                        "/v1alpha1/comments:suggestscore?key=" + key,
                        "{\"comment\": {\"text\": \"a\"}}",
                        "Content-Type",
                        JSON)))
                .isEqualTo("INVALID_REQUEST");
    }

    private static LearnedSite.Beans beans() {
        return new LearnedSite.Beans() {
            @Override
            public <T> T get(Class<T> type) {
                return bean(type);
            }
        };
    }

    private Answer analyze(String request) {
        return send("POST", "/v1alpha1/comments:analyze?key=" + key, request, "Content-Type", JSON);
    }

    private static String request(String text) {
        return "{\"comment\": {\"text\": \"" + text + "\"}, \"requestedAttributes\": {\"TOXICITY\": {}}}";
    }

    private static String errorType(Answer answer) {
        return answer.json()
                .path("error")
                .path("details")
                .path(0)
                .path("errorType")
                .asText();
    }
}
