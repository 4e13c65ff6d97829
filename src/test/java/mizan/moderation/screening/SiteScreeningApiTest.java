package mizan.moderation.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mizan.screening.rule.ScreeningRule;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class SiteScreeningApiTest extends ServiceTest {

    private static final String SCREENING = "/api/v1/moderation/screening";

    @Test
    void rulesAreListedInOrderWithTheirWeights() {
        Answer answer = get(SCREENING + "/rules?site=demo", "Authorization", moderator("ada", "MODERATOR", "demo"));

        assertThat(answer.each("rules", "rule"))
                .containsExactly(Arrays.stream(ScreeningRule.values())
                        .map(ScreeningRule::id)
                        .toArray(String[]::new));
        assertThat(answer.json().path("trustedDomains").toString()).contains("demo.example");
        assertThat(rule(answer, "first-comment").path("weight").isNull()).isTrue();
        assertThat(rule(answer, "links").path("weight").asInt()).isEqualTo(ScreeningRule.LINKS.defaultWeight());
    }

    @Test
    void tryShowsFindingsAndStoresNothing() {
        Answer answer = post(
                SCREENING + "/try",
                Map.of("site", "demo", "body", "للتواصل واتساب 0501234567", "name", "Раypal"),
                "Authorization",
                moderator("ada", "MODERATOR", "demo"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.each("findings", "rule")).containsExactly("mixed-script", "phone-number", "contact");
        assertThat(answer.json().path("score").asInt()).isEqualTo(80);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @Test
    void backtestCountsFindingsAgainstDecisions() {
        Answer none = backtest(Map.of("site", "demo"));
        decide(submitted(Sample.submission("body", "رقمي 0501234567")), "reject", spam(), admin());
        decide(submitted(Sample.submission("body", "اتصل 0507654321 يا خروف")), "reject", spam(), admin());
        decide(submitted(Sample.submission("body", "أكلنا الخروف")), "approve", Map.of("version", 0), admin());
        submitted(Sample.submission("body", "رقمي 0501111111"));

        Answer current = backtest(Map.of("site", "demo"));
        Answer changed = backtest(
                Map.of("site", "demo", "words", List.of("خروف"), "rules", Map.of("phone-number", "off"), "limit", 10));

        assertThat(none.json().at("/any/rejected").asInt()).isZero();
        assertThat(numbers(rule(current, "phone-number"))).isEqualTo("0 2");
        assertThat(numbers(rule(current, "words"))).isEqualTo("0 0");
        assertThat(numbers(current.json())).isEqualTo("1 2");
        assertThat(numbers(rule(changed, "words"))).isEqualTo("1 1");
        assertThat(changed.each("rules", "rule")).doesNotContain("phone-number", "similar-text", "duplicate");
        assertThat(numbers(changed.json().path("any"))).isEqualTo("1 1");
    }

    @Test
    void onlyModeratorsOfTheSiteMayTry() {
        String other = moderator("bob", "MODERATOR", "herald");
        String privacy = moderator("eve", "PRIVACY", "");

        for (String token : List.of(other, privacy)) {
            assertThat(get(SCREENING + "/rules?site=demo", "Authorization", token)
                            .status())
                    .isEqualTo(403);
            assertThat(post(SCREENING + "/try", Map.of("site", "demo", "body", "x"), "Authorization", token)
                            .status())
                    .isEqualTo(403);
            assertThat(post(SCREENING + "/backtest", Map.of("site", "demo"), "Authorization", token)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void invalidRequestsAreRefused() {
        assertThat(get(SCREENING + "/rules", "Authorization", admin()).status()).isEqualTo(422);
        assertThat(get(SCREENING + "/rules?site=none", "Authorization", admin()).status())
                .isEqualTo(404);
        assertThat(post(SCREENING + "/try", Map.of("site", "demo", "body", ""), "Authorization", admin())
                        .status())
                .isEqualTo(422);
        assertThat(backtest(Map.of("site", "demo", "limit", 0)).status()).isEqualTo(422);
        assertThat(backtest(Map.of("site", "demo", "rules", Map.of("words", "101")))
                        .status())
                .isEqualTo(422);
        assertThat(backtest(Map.of("site", "demo", "rules", Map.of("nothing", "on")))
                        .status())
                .isEqualTo(422);
    }

    private static Map<String, Object> spam() {
        return Map.of("version", 0, "reason", "SPAM");
    }

    private static Answer backtest(Map<String, ?> request) {
        return post(SCREENING + "/backtest", request, "Authorization", admin());
    }

    private static JsonNode rule(Answer answer, String name) {
        for (JsonNode rule : answer.json().path("rules")) {
            if (rule.path("rule").asText().equals(name)) {
                return rule;
            }
        }
        throw new AssertionError(answer.toString());
    }

    private static String numbers(JsonNode found) {
        return found.path("approved").asInt() + " " + found.path("rejected").asInt();
    }
}
