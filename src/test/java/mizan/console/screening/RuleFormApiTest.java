package mizan.console.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mizan.screening.ScreeningPolicies;
import mizan.screening.rule.ScreeningRule;
import mizan.screening.ruleset.RuleSet;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleFormApiTest extends ServiceTest {

    private static final String PAGE = "/console/screening";
    private static final String OVERRIDES = "SELECT overrides FROM screening_rule_set ORDER BY version DESC LIMIT 1";

    private static final Pattern FIELD = Pattern.compile(" name=\"([^\"]+)\"");

    @AfterEach
    void forget() {
        Postgres.deleteRows();
        bean(ScreeningPolicies.class).refresh();
    }

    @Test
    void onlyChangedValuesAreStored() {
        Answer answer = send(form("save", Map.of("words", "خروف\r\n\r\n جمل ", "weight-links", "9", "burst", "40")));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(PAGE + "?site=demo&done=saved");
        assertThat(Postgres.value(OVERRIDES))
                .isEqualTo("{\"burst\": 40, \"rules\": {\"links\": \"9\"}, \"words\": [\"خروف\", \"جمل\"]}");
        assertThat(page("&done=saved")).contains("Saved. Takes effect", "Version 1", "خروف\nجمل</textarea>");
    }

    @Test
    void uncheckedRuleIsOffAndItsWeightIsKeptInTheForm() {
        Map<String, String> fields = form("save", Map.of());
        fields.remove("on-links");

        send(fields);

        assertThat(Postgres.value(OVERRIDES)).isEqualTo("{\"rules\": {\"links\": \"off\"}}");
        assertThat(page(""))
                .contains("name=\"on-links\" value=\"on\">")
                .contains("name=\"on-words\" value=\"on\" checked>");
    }

    @Test
    void earlierVersionFillsTheForm() {
        send(form("save", Map.of("words", "خروف")));
        send(form("save", Map.of("words", "جمل", "seen", "1")));

        assertThat(page("&version=1")).contains("values of version 1", "خروف</textarea>", "name=\"seen\" value=\"2\"");
        assertThat(page("")).contains("جمل</textarea>");
    }

    @Test
    void changeOfAnOutdatedVersionKeepsWhatWasTyped() {
        send(form("save", Map.of("words", "خروف")));

        Answer answer = send(form("save", Map.of("words", "جمل")));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("Another admin", "جمل</textarea>", "name=\"seen\" value=\"1\"");
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("1");
    }

    @Test
    void invalidValuesAreShownAgainWithTheirErrors() {
        Answer answer = send(form(
                "save",
                Map.of("maxLinks", "many", "listedDomains", "no <domain>", "languages", "ar، xx", "words", "ok")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"maxLinks-error\"", "id=\"listedDomains-error\"", "id=\"languages-error\"")
                .contains("value=\"many\"", "no &lt;domain&gt;</textarea>", "ok</textarea>")
                .doesNotContain("id=\"words-error\"");
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("0");
    }

    @Test
    void rulesAreTriedOnPastDecisionsAndNotSaved() {
        decide(
                submitted(Sample.submission("body", "يا خروف")),
                "reject",
                Map.of("version", 0, "reason", "SPAM"),
                admin());
        decide(submitted(Sample.submission("body", "أكلنا الخروف")), "approve", Map.of("version", 0), admin());

        Answer answer = send(form("backtest", Map.of("words", "خروف")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("1 rejected and 1 approved", "0 → 1", "خروف</textarea>", "name=\"seen\" value=\"0\"");
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("0");
    }

    @Test
    void formWithAllRulesAndSettingsIsSaved() {
        Map<String, String> fields = form(
                "save",
                Map.of(
                        "maxLinks", "5",
                        "burst", "7",
                        "words", "خروف",
                        "listedDomains", "spam.example",
                        "trustedDomains", "news.example",
                        "languages", "ar, en, fr"));
        RuleForm.rules().forEach(rule -> {
            fields.put("on-" + rule.id(), "on");
            fields.put("weight-" + rule.id(), "77");
        });

        assertThat(fields.keySet()).as("the fields of the page").containsAll(fieldsOf(page("")));
        assertThat(fields).as("as many as the form may have").hasSize(RuleForm.maxFields());
        assertThat(send(fields).status()).isEqualTo(303);
        assertThat(Postgres.query("SELECT key, value FROM screening_rule_set, jsonb_each_text(overrides -> 'rules')"))
                .hasSize(RuleForm.rules().size())
                .allSatisfy(rule -> assertThat(rule.getLast()).isEqualTo("77"));
        fields.put("another", "field");
        assertThat(send(fields).status()).isEqualTo(400);
    }

    /** The names of all fields of the form for the rules. */
    private static Set<String> fieldsOf(String page) {
        String form = page.substring(page.indexOf("/screening/rules\""));
        return FIELD.matcher(form.substring(0, form.indexOf("</form>")))
                .results()
                .map(field -> field.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void onlyAdminsMaySave() {
        assertThat(send(form("save", Map.of()), moderator("ada", "MODERATOR", "demo"))
                        .status())
                .isEqualTo(403);
    }

    /** The form as the page of a site without changes has it, with other values. */
    private static Map<String, String> form(String action, Map<String, String> changed) {
        RuleSet settings = bean(ScreeningPolicies.class).settings("demo");
        Map<String, String> fields = new HashMap<>(Map.of("site", "demo", "seen", "0", "action", action));
        fields.put("maxLinks", Integer.toString(settings.maxLinks()));
        fields.put("burst", Integer.toString(settings.burst()));
        fields.put("languages", String.join(", ", settings.languages()));
        for (ScreeningRule rule : RuleForm.rules()) {
            fields.put("weight-" + rule.id(), Integer.toString(rule.defaultWeight()));
            if (rule.isOnByDefault()) {
                fields.put("on-" + rule.id(), "on");
            }
        }
        fields.putAll(changed);
        return fields;
    }

    private static String page(String query) {
        return get(PAGE + "?site=demo" + query, "Authorization", admin(), "Accept-Language", "en")
                .body();
    }

    private static Answer send(Map<String, String> fields) {
        return send(fields, admin());
    }

    private static Answer send(Map<String, String> fields, String token) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                PAGE + "/rules",
                form,
                "Content-Type",
                FORM,
                "Authorization",
                token,
                "Accept-Language",
                "en",
                "Origin",
                "http://localhost:" + port());
    }
}
