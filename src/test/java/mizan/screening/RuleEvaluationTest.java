package mizan.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mizan.screening.classifier.LabelledText;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.ruleset.RuleSet;
import org.junit.jupiter.api.Test;

class RuleEvaluationTest {

    private static final ScreeningPolicy POLICY =
            RuleSet.ofDefaults(0, List.of("en")).toPolicy();

    @Test
    void sharesAreThoseOfFoundRejectedAndApprovedComments() {
        RuleEvaluation evaluation = RuleEvaluation.of(
                List.of(
                        rejected("see https://a.example"),
                        rejected("call +20 100 123 4567"),
                        approved("see https://b.example and https://c.example"),
                        approved("a bridge"),
                        approved("a school"),
                        approved("a library")),
                POLICY);

        assertThat(evaluation.rejected()).isEqualTo(2);
        assertThat(evaluation.approved()).isEqualTo(4);
        assertThat(findings(evaluation, "links")).isEqualTo(new RuleEvaluation.Findings("links", 2, 0.5, 0.5, 0.25));
        assertThat(findings(evaluation, "phone-number"))
                .isEqualTo(new RuleEvaluation.Findings("phone-number", 1, 1.0, 0.5, 0.0));
        assertThat(findings(evaluation, "shouting"))
                .isEqualTo(new RuleEvaluation.Findings("shouting", 0, null, 0.0, 0.0));
        assertThat(evaluation.any()).isEqualTo(new RuleEvaluation.Findings("any", 3, 2.0 / 3, 1.0, 0.25));
    }

    @Test
    void repeatedTextIsFoundFromTheSecondTimeOn() {
        LabelledText text =
                rejected("Register now and earn money at home with this wonderful new programme for everybody");

        assertThat(findings(RuleEvaluation.of(List.of(text, text, text), POLICY), "similar-text")
                        .found())
                .isEqualTo(2);
    }

    @Test
    void rulesThatNeedMoreThanTextsOrSettingsAreLeftOut() {
        assertThat(RuleEvaluation.of(List.of(), POLICY).rules())
                .extracting(RuleEvaluation.Findings::rule)
                .contains("language", "similar-text")
                .doesNotContain("burst", "similar-to-rejected", "words", "listed-domain", "first-comment", "failed");
        assertThat(RuleEvaluation.of(List.of(), RuleSet.ofDefaults(0, List.of()).toPolicy())
                        .rules())
                .extracting(RuleEvaluation.Findings::rule)
                .doesNotContain("language");
    }

    private static RuleEvaluation.Findings findings(RuleEvaluation evaluation, String rule) {
        return evaluation.rules().stream()
                .filter(findings -> findings.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static LabelledText rejected(String text) {
        return new LabelledText(text, true, "");
    }

    private static LabelledText approved(String text) {
        return new LabelledText(text, false, "");
    }
}
