package mizan.moderation.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mizan.screening.ScreeningPolicies;
import mizan.screening.rule.ScreeningRule;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleVersionsApiTest extends ServiceTest {

    private static final String RULES = "/api/v1/moderation/screening/rules?site=demo";

    @AfterEach
    void forget() {
        Postgres.deleteRows();
        bean(ScreeningPolicies.class).refresh();
    }

    @Test
    void changeAppliesToTheNextComment() {
        Answer changed = change("\"0\"", Map.of("rules", Map.of("words", "77"), "words", List.of("خروف")));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        submitted(Sample.submission("body", "أكلنا الخروف"));
        assertThat(queue("finding=words").json().at("/comments/0/score").asInt())
                .isEqualTo(77);
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry WHERE action LIKE 'SCREENING%'"))
                .containsExactly(List.of("grace", "SCREENING_RULES_CHANGED", "demo 1 words=77 word-list=1"));
    }

    @Test
    void otherReplicasApplyTheChangeAndRestartsKeepIt() {
        change("\"0\"", Map.of("maxLinks", 7));
        try (EmbeddedServer replica = replica(Map.of())) {
            ScreeningPolicies policies = replica.getApplicationContext().getBean(ScreeningPolicies.class);
            assertThat(policies.get("demo").maxLinks()).isEqualTo(7);

            change("\"1\"", Map.of("maxLinks", 9));

            await().until(() -> policies.get("demo").maxLinks() == 9);
        }
    }

    @Test
    void valuesThatAreLeftOutAreThoseOfTheSettings() {
        Map<String, Object> settings = Map.of(
                "mizan.sites.demo.screening.max-links", 5,
                "mizan.sites.demo.screening.rules.shouting", "33",
                "mizan.sites.demo.screening.listed-domains", "spam.example");
        change("\"0\"", Map.of("rules", Map.of("links", "off"), "listedDomains", List.of("Bad.Example")));
        try (EmbeddedServer replica = replica(settings)) {
            var policy = replica.getApplicationContext()
                    .getBean(ScreeningPolicies.class)
                    .get("demo");

            assertThat(policy.maxLinks()).isEqualTo(5);
            assertThat(policy.weight(ScreeningRule.SHOUTING)).hasValue(33);
            assertThat(policy.weight(ScreeningRule.LINKS)).isEmpty();
            assertThat(policy.listedDomains()).containsExactly("bad.example");
        }
    }

    @Test
    void administratorGoesBackToAnEarlierVersion() {
        change("\"0\"", Map.of("words", List.of("خروف")));
        change("\"1\"", Map.of("words", List.of("جمل", "ناقة")));

        Answer first = get(RULES + "&version=1", "Authorization", admin());
        change("\"2\"", first.json().path("overrides").toString());

        Answer now = get(RULES, "Authorization", admin());
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.json().path("words").asInt()).isEqualTo(1);
        assertThat(now.json().path("version").asInt()).isEqualTo(3);
        assertThat(now.json().at("/overrides/words").toString()).isEqualTo("[\"خروف\"]");
        assertThat(now.each("versions", "version")).containsExactly("3", "2", "1");
        assertThat(now.each("versions", "moderator")).containsOnly("grace");
        assertThat(get(RULES + "&version=4", "Authorization", admin()).status()).isEqualTo(404);
        assertThat(get(RULES + "&version=0", "Authorization", admin())
                        .json()
                        .at("/overrides/words")
                        .isNull())
                .isTrue();
    }

    @Test
    void changeOfAnOutdatedVersionIsRefused() {
        change("\"0\"", Map.of("maxLinks", 1));

        Answer stale = change("\"0\"", Map.of("maxLinks", 2));
        assertThat(stale.problem()).isEqualTo("412 application/problem+json /problems/precondition-failed");
        assertThat(stale.json().path("detail").asText()).contains("قواعد الموقع");
        assertThat(bean(ScreeningPolicies.class).get("demo").maxLinks()).isEqualTo(1);
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("1");
    }

    @Test
    void changeWithoutAPreconditionOverwritesTheNewestVersion() {
        change("\"0\"", Map.of("maxLinks", 1));

        Answer changed = overwrite(Map.of("maxLinks", 2));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(bean(ScreeningPolicies.class).get("demo").maxLinks()).isEqualTo(2);
        assertThat(Postgres.query("SELECT detail FROM audit_entry WHERE action LIKE 'SCREENING%' ORDER BY id"))
                .containsExactly(List.of("demo 1 max-links=1"), List.of("demo 2 max-links=2"));
        assertThat(overwrite(Map.of("maxLinks", -1)).status()).isEqualTo(422);
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("2");
    }

    @Test
    void concurrentChangesWithoutAPreconditionAreAllStored() throws Exception {
        String admin = admin();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> changes = IntStream.rangeClosed(1, 8)
                    .<Callable<Integer>>mapToObj(links -> () -> send(
                                    "PUT",
                                    RULES,
                                    "{\"maxLinks\":" + links + "}",
                                    "Content-Type",
                                    JSON,
                                    "Authorization",
                                    admin)
                            .status())
                    .toList();

            assertThat(threads.invokeAll(changes).stream().map(Future::resultNow))
                    .containsOnly(200);
        }
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("8");
        assertThat(Postgres.value("SELECT max(version) FROM screening_rule_set"))
                .isEqualTo("8");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action LIKE 'SCREENING%'"))
                .isEqualTo("8");
    }

    @Test
    void onlyOneOfConcurrentChangesIsStored() throws Exception {
        String admin = admin();
        Callable<Integer> change =
                () -> send("PUT", RULES, "{}", "Content-Type", JSON, "Authorization", admin, "If-Match", "\"0\"")
                        .status();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(Collections.nCopies(8, change)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("1");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action LIKE 'SCREENING%'"))
                .isEqualTo("1");
    }

    @Test
    void everyInvalidFieldIsReported() {
        Answer answer = change(
                "\"0\"",
                Map.of(
                        "rules",
                        Map.of("nothing", "on"),
                        "maxLinks",
                        101,
                        "burst",
                        0,
                        "listedDomains",
                        List.of("no domain"),
                        "trustedDomains",
                        List.of(""),
                        "languages",
                        List.of("xx"),
                        "words",
                        List.of("x".repeat(101))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.each("errors", "code"))
                .containsExactlyInAnyOrder(
                        "rules.unknown",
                        "maxLinks.range",
                        "burst.range",
                        "listedDomains.invalid",
                        "trustedDomains.invalid",
                        "languages.invalid",
                        "words.invalid");
        assertThat(change("\"0\"", Map.of("words", Collections.nCopies(10_001, "x")))
                        .each("errors", "code"))
                .containsExactly("words.too-many");
        assertThat(Postgres.value("SELECT count(*) FROM screening_rule_set")).isEqualTo("0");
    }

    @Test
    void unreadableVersionLeavesTheSettingsInForce() {
        change("\"0\"", Map.of("maxLinks", 1));
        Postgres.execute("UPDATE screening_rule_set SET version = 2, overrides = '{\"maxLinks\": \"many\"}'");

        bean(ScreeningPolicies.class).refresh();

        assertThat(bean(ScreeningPolicies.class).get("demo").maxLinks()).isEqualTo(2);
    }

    @Test
    void moderatorsCannotChangeRules() {
        String moderator = moderator("ada", "MODERATOR", "demo");

        assertThat(send("PUT", RULES, "{}", "Content-Type", JSON, "Authorization", moderator, "If-Match", "\"0\"")
                        .status())
                .isEqualTo(403);
    }

    private static Answer overwrite(Object overrides) {
        return send("PUT", RULES, json(overrides), "Content-Type", JSON, "Authorization", admin());
    }

    private static Answer change(String tag, Object overrides) {
        return send("PUT", RULES, json(overrides), "Content-Type", JSON, "Authorization", admin(), "If-Match", tag);
    }
}
