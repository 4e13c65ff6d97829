package mizan.privacy.statement;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.comment.RejectionReason;
import mizan.site.SiteTerms;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What authors are told about the rejection of their comment. */
class StatementApiTest extends ServiceTest {

    private static final String NOTE = "for colleagues only";

    @Test
    void rejectionHasAStatementForItsAuthor() {
        Answer accepted = submitToHerald(Sample.submission());
        assertThat(statement(accepted).isMissingNode()).isTrue();

        reject(accepted, 0, Map.of("reason", "ABUSE", "note", NOTE));

        JsonNode statement = statement(accepted, "Accept-Language", "en");
        assertThat(statement.path("visibility").asText()).isEqualTo("DISABLED");
        assertThat(statement.path("ground").asText()).isEqualTo("INCOMPATIBLE_CONTENT");
        assertThat(statement.path("decision").asText()).isEqualTo("Your comment is not shown to readers.");
        assertThat(statement.path("explanation").asText())
                .isEqualTo("It breaks the rules for comments on this site. Reason: insults or threats.");
        assertThat(statement.path("rulesUrl").asText()).isEqualTo("https://herald.example/rules");
        assertThat(statement.path("contactUrl").asText()).isEqualTo("https://herald.example/complaints");
        assertThat(statement.path("facts").asText()).contains("A moderator read it and decided on ");
        assertThat(statement.path("source").asText()).isEqualTo("VOLUNTARY");
        assertThat(statement.path("automatedDetection").asBoolean(true)).isFalse();
        assertThat(statement.path("automatedDecision").asBoolean(true)).isFalse();
        assertThat(statement.path("redress").asText()).contains("complain", "court");
        assertThat(statement.has("legalGround")).isFalse();
    }

    @Test
    void statementQuotesTheRuleOfTheSite() {
        Answer accepted = submitToHerald(Sample.submission());
        reject(accepted, 0, Map.of("reason", "OFF_TOPIC"));

        assertThat(statement(accepted, "Accept-Language", "ar")
                        .path("houseRule")
                        .asText())
                .isEqualTo("Rule 4: Write about the article.");
        assertThat(page(accepted)).contains("<blockquote dir=\"auto\">Rule 4: Write about the article.</blockquote>");
    }

    @Test
    void eachReasonButALegalOneMayHaveARuleOfTheSite() {
        assertThat(SiteTerms.HOUSE_RULES)
                .containsExactlyElementsOf(Stream.of(RejectionReason.values())
                        .filter(reason -> reason != RejectionReason.ILLEGAL)
                        .map(reason -> reason.name().toLowerCase(ROOT).replace('_', '-'))
                        .toList());
    }

    @Test
    void statementNamesNeitherNoteNorModerator() {
        Answer accepted = submitToHerald(Sample.submission());
        reject(accepted, 0, Map.of("reason", "OTHER", "note", NOTE));

        assertThat(get(accepted.header("Location")).body())
                .contains("statement")
                .doesNotContain(NOTE, "grace");
        assertThat(page(accepted)).contains("Why your comment").doesNotContain(NOTE, "grace");
    }

    @Test
    void statementFollowsTheLastDecision() {
        Answer accepted = submitToHerald(Sample.submission());
        decide(id(accepted), "approve", Map.of("version", 0), admin());
        assertThat(statement(accepted).isMissingNode()).isTrue();

        reject(accepted, 1, Map.of("reason", "ILLEGAL", "legalGround", "§ 130 StGB"));

        assertThat(statement(accepted).path("visibility").asText()).isEqualTo("REMOVED");
        assertThat(statement(accepted).path("ground").asText()).isEqualTo("ILLEGAL_CONTENT");
        assertThat(statement(accepted).path("legalGround").asText()).isEqualTo("§ 130 StGB");
        assertThat(page(accepted)).contains("Legal ground: <bdi>§ 130 StGB</bdi>", "https://herald.example/complaints");

        decide(id(accepted), "reopen", Map.of("version", 2), admin());

        assertThat(statement(accepted).isMissingNode()).isTrue();
    }

    @Test
    void findingOfScreeningIsAutomatedDetection() {
        submitToHerald(Sample.submission("body", "the same"));
        Answer duplicate = submitToHerald(
                Map.of("name", "B", "email", "b@example.org", "body", "the same", "article", "market-scales"));

        reject(duplicate, 0, Map.of("reason", "SPAM"));

        assertThat(statement(duplicate).path("automatedDetection").asBoolean()).isTrue();
        assertThat(statement(duplicate).path("automatedDecision").asBoolean(true))
                .isFalse();
    }

    @Test
    void honeypotRejectionIsNotTold() {
        Answer accepted = submitToHerald(Sample.submission("website", "https://pills.example"));

        assertThat(statement(accepted).isMissingNode()).isTrue();
        assertThat(page(accepted)).contains("Awaiting moderation").doesNotContain("Why your comment");
    }

    @ParameterizedTest
    @CsvSource({
        "'', en, Your comment is not shown to readers.",
        "ar, ar, تعليقك غير ظاهر للقراء.",
        "fr, fr, Votre commentaire n’est pas visible pour les lecteurs.",
        "fa, fa, دیدگاه شما به خوانندگان نشان داده نمی‌شود.",
        "ur, ur, آپ کا تبصرہ قارئین کو نہیں دکھایا جاتا۔",
        "tr, tr, Yorumunuz okurlara gösterilmiyor.",
        "he, he, התגובה אינה מוצגת לקוראים."
    })
    void statementIsInTheLanguageOfItsAuthorElseOfTheSite(String accepted, String language, String decision) {
        Answer comment = submitToHerald(Sample.submission());
        reject(comment, 0, Map.of("reason", "HATE"));

        JsonNode statement = accepted.isEmpty() ? statement(comment) : statement(comment, "Accept-Language", accepted);

        assertThat(statement.path("decision").asText()).isEqualTo(decision);
        assertThat(get("/receipts/" + receipt(comment) + "?lang=" + language).body())
                .contains("<html lang=\"" + language + "\"", decision);
    }

    @Test
    void illegalNeedsALegalGround() {
        String comment = id(submitToHerald(Sample.submission()));

        Answer single =
                decide(comment, "reject", Map.of("version", 0, "reason", "ILLEGAL", "legalGround", " "), admin());
        Answer batch = post(
                "/api/v1/moderation/decisions",
                Map.of(
                        "decisions",
                        List.of(Map.of("id", comment, "version", 0, "verdict", "REJECT", "reason", "ILLEGAL"))),
                "Authorization",
                admin());

        assertThat(single.status()).isEqualTo(422);
        assertThat(single.codes()).containsExactly("legalGround.required");
        assertThat(batch.json().at("/results/0/status").asInt()).isEqualTo(422);
        assertThat(batch.json().at("/results/0/problem/errors/0/code").asText()).isEqualTo("legalGround.required");
    }

    private static Answer submitToHerald(Map<String, ?> submission) {
        return post("/api/v1/sites/herald/comments", submission);
    }

    private static void reject(Answer accepted, int version, Map<String, ?> decision) {
        Map<String, Object> request = new HashMap<>(decision);
        request.put("version", version);
        assertThat(decide(id(accepted), "reject", request, admin()).status()).isEqualTo(200);
    }

    private static JsonNode statement(Answer accepted, String... headers) {
        return get(accepted.header("Location"), headers).json().path("statement");
    }

    private static String page(Answer accepted) {
        return get("/receipts/" + receipt(accepted) + "?lang=en").body();
    }

    private static String receipt(Answer accepted) {
        return accepted.json().path("receipt").asText();
    }

    private static String id(Answer accepted) {
        return accepted.json().path("id").asText();
    }
}
