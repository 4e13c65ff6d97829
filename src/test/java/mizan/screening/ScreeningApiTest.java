package mizan.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mizan.screening.rule.Match;
import mizan.screening.rule.Rule;
import mizan.screening.rule.ScreenedComment;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreeningApiTest extends ServiceTest {

    @Test
    void findingsExplainTheScoreOfQueuedComment() {
        String body = "تواصلوا معنا 😀 واتساب 0501234567";
        String id = submitted(Sample.submission("body", body));

        JsonNode comment = queue("finding=contact").json().at("/comments/0");

        assertThat(comment.path("id").asText()).isEqualTo(id);
        assertThat(rules(comment)).containsExactly("phone-number", "contact");
        JsonNode span = comment.at("/findings/0/spans/0");
        assertThat(body.substring(span.get(0).asInt(), span.get(1).asInt())).isEqualTo("0501234567");
        assertThat(comment.path("score").asInt())
                .isEqualTo(ScreeningRule.PHONE_NUMBER.defaultWeight() + ScreeningRule.CONTACT.defaultWeight());
        assertThat(comment.at("/findings/0/weight").asInt()).isEqualTo(ScreeningRule.PHONE_NUMBER.defaultWeight());
    }

    @Test
    void commentWithFindingsIsAcceptedAndPending() {
        Answer answer = submit(
                Sample.submission("body", "FREE VIAGRA FREE VIAGRA http://a.example http://b.example www.c.example"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(queue("").each("comments", "status")).containsExactly("PENDING");
    }

    @Test
    void authorRecordCountsDecisionsOfTheSameClient() {
        for (int i = 0; i < 2; i++) {
            decide(submitted(Sample.submission()), "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        }

        String id = submitted(Sample.submission());

        assertThat(stored(id)).contains("author-record", "2 / 2");
        assertThat(stored(submitted(Sample.submission("email", "other@example.org"))))
                .isEqualTo("null");
    }

    @Test
    void queueIsOrderedByScore() {
        String plain = submitted(Sample.submission());
        String phone = submitted(Sample.submission("body", "رقمي 0501234567"));
        String account = submitted(Sample.submission("body", "SA03 8000 0000 6080 1016 7519"));
        String otherPhone = submitted(Sample.submission("body", "رقمي 0501234568"));

        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            Answer page = queue("order=score&limit=2" + after);
            ids.addAll(page.each("comments", "id"));
            after = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!after.isEmpty());

        assertThat(ids).containsExactly(account, phone, otherPhone, plain);
        assertThat(queue("order=score&finding=phone-number").each("comments", "id"))
                .containsExactly(phone, otherPhone);
        assertThat(queue("order=score&status=APPROVED").status()).isEqualTo(422);
        assertThat(queue("order=newest").status()).isEqualTo(422);
        String cursor = queue("limit=1").json().path("next").asText();
        assertThat(queue("order=score&after=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void failedRuleIsFinding() {
        Rule failing = new Rule() {
            @Override
            public ScreeningRule id() {
                return ScreeningRule.WORDS;
            }

            @Override
            public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
                throw new IllegalStateException("no list");
            }
        };

        ScreeningResult result = bean(Screening.class).with(List.of(failing)).examine("demo", "a", "سعيد", "نعم");

        assertThat(result.findings())
                .containsExactly(new Finding("failed", "words", List.of(), ScreeningRule.FAILED.defaultWeight()));
    }

    @Test
    void siteTurnsRulesOffAndWeighsThem(@TempDir Path folder) throws Exception {
        Path words = Files.writeString(folder.resolve("words.txt"), "# comment\n\nكلب\n");
        Map<String, Object> settings = Map.of(
                "mizan.sites.demo.screening.rules.phone-number", "off",
                "mizan.sites.demo.screening.rules.words", "77",
                "mizan.sites.demo.screening.rules.first-comment", "on",
                "mizan.sites.demo.screening.words", words.toString(),
                "mizan.sites.demo.screening.listed-domains", "spam.example, bad.example");
        try (EmbeddedServer replica = replica(settings)) {
            ScreeningResult result = replica.getApplicationContext()
                    .getBean(Screening.class)
                    .examine("demo", "a", "سعيد", "يا كلب 0501234567 https://bad.example");

            assertThat(result.findings()).extracting(Finding::rule).containsExactly("listed-domain", "words");
            assertThat(result.score()).isEqualTo(77 + ScreeningRule.LISTED_DOMAIN.defaultWeight());
        }
    }

    private static List<String> rules(JsonNode comment) {
        return StreamSupport.stream(comment.path("findings").spliterator(), false)
                .map(finding -> finding.path("rule").asText())
                .collect(Collectors.toList());
    }

    private static String stored(String id) {
        return String.valueOf(Postgres.value("SELECT findings FROM comment WHERE id = '%s'".formatted(id)));
    }
}
