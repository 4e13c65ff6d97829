package mizan.screening.rule;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mizan.screening.match.WordList;
import mizan.testing.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    private static final ScreeningPolicy POLICY = new ScreeningPolicy(
            Arrays.stream(ScreeningRule.values()).collect(toMap(rule -> rule, ScreeningRule::defaultWeight)),
            1,
            Set.of("spam.example"),
            Set.of("news.example"),
            ScreeningPolicy.bySkeleton(Set.of("paypal.com", "news.example")),
            Set.of("Arab"),
            WordList.of(List.of("كلب")),
            3);

    private static final String LONG_TEXT =
            "اشترِ الآن أفضل حبوب التنحيف الأصلية بأرخص الأسعار والتوصيل مجانا إلى جميع المدن العربية";

    private final Rules rules = Rules.untrained(Clock.fixed(Instant.parse("2025-03-01T12:00:30Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "links | a.com و b.com | a.com; b.com",
                "listed-domain | انظر https://x.spam.example/1 | https://x.spam.example/1",
                "look-alike-domain | ادخل https://www.рaypal.com/login | https://www.рaypal.com/login",
                "look-alike-domain | news.examрle www.news.examрle | www.news.examрle",
                "words | يا كلــب | كلــب",
                "shouting | هذا STOP THE PRESSES RIGHT NOW PLEASE | هذا STOP THE PRESSES RIGHT NOW PLEASE",
                "repetition | هههههههههههههههههههههههههههههه نعم!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!! | هههههههههههههههههههههههههههههه; !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
                "repetition | spam spam, spam spam end | spam spam, spam spam",
                "mixed-script | ادفع عبر pаypal | pаypal",
                "hidden-characters | txt\u202Eexe | \u202E",
                "hidden-characters | كل\u200Bب | \u200B",
                "phone-number | اتصل ٠٥٠-١٢٣-٤٥٦٧٨ | ٠٥٠-١٢٣-٤٥٦٧٨",
                "phone-number | call +20 (100) 123 4567 now | +20 (100) 123 4567",
                "bank-account | حسابي SA03 8000 0000 6080 1016 7519 شكرا | SA03 8000 0000 6080 1016 7519",
                "email-address | راسل me.too@mail.example. | me.too@mail.example",
                "links | a.com. https://b.example. c | a.com; https://b.example",
                "contact | للتواصل واتساب 0501234567 | للتواصل; واتساب; 0501234567",
                "contact | https://t.me/xyz | https://t.me/xyz",
                "praise-with-link | مقال رائع! https://x.example | مقال رائع; https://x.example"
            })
    void ruleFindsPlacesInTheTextAsTyped(String rule, String body, String places) {
        Optional<Match> match = check(rule, comment(body));

        assertThat(match)
                .hasValueSatisfying(found -> assertThat(
                                found.spans().stream().map(span -> body.substring(span.from(), span.to())))
                        .containsExactlyInAnyOrder(places.split("; ", -1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "شكرًا على المقال، وأعتقد أن الأسعار ارتفعت 3,000,000 مرة منذ 2024-11-30.",
                "قال الرئيس في 15.03.2025: «لا»، ثم غادر.",
                "انظر https://news.example/a و https://www.news.example/b و https://one.example",
                "حجم الاقتصاد 1 000 000 000 000 دولار",
                "iPhone 15 Pro Max غالٍ جدا",
                "می\u200Cخواهم بروم",
                "مرحبا \u2067iPhone\u2069 جديد",
                "آيبان خاطئ SA03 8000 0000 6080 1016 7518",
                "رائع!!!!!!!! ههههههههههههههههه 😂😂😂😂😂😂😂😂",
                "❤️ ❤️ ❤️ ❤️ ❤️ شكرا",
                "نعم it.To b.Click",
                "انظر b.Click 2015.Click",
                "NATO و UNESCO",
                "الكلباني مطرب",
                "paypal.com"
            })
    void ordinaryTextsHaveNoFindings(String body) {
        assertThat(rules.inOrder().stream()
                        .filter(rule -> rule.check(comment(body), POLICY).isPresent()))
                .extracting(Rule::id)
                .isEmpty();
    }

    @Test
    void similarTextIsFoundUnderAnotherArticle() {
        rule("similar-text").accepted(new ScreenedComment("demo", "one", "سعيد", LONG_TEXT));

        assertThat(check("similar-text", new ScreenedComment("demo", "two", "علي", LONG_TEXT + " 77 اتصلوا")))
                .hasValueSatisfying(match -> assertThat(match.detail()).isEqualTo("1"));
        assertThat(check(
                        "similar-text",
                        comment(LONG_TEXT.replace("أفضل", "افضــل").replace("ال", "اَل"))))
                .isPresent();
        assertThat(check("similar-text", new ScreenedComment("other", "one", "سعيد", LONG_TEXT)))
                .isEmpty();
        assertThat(
                        check(
                                "similar-text",
                                comment(
                                        "أعتقد أن المقال تناول الموضوع من جميع جوانبه لكنه لم يذكر أثر الضرائب على أصحاب الدخل المحدود")))
                .isEmpty();
    }

    @Test
    void shortTextsAreNotSimilar() {
        rule("similar-text").accepted(comment("شكرا جزيلا لكم"));

        assertThat(check("similar-text", comment("شكرا جزيلا لكم"))).isEmpty();
    }

    @Test
    void burstIsFoundPerArticle() {
        Rule burst = rule("burst");
        for (int i = 0; i < 3; i++) {
            burst.accepted(comment("نعم"));
        }

        assertThat(burst.check(comment("نعم"), POLICY)).isPresent();
        assertThat(burst.check(new ScreenedComment("demo", "other", "سعيد", "نعم"), POLICY))
                .isEmpty();
    }

    @Test
    void burstFadesWithinAMinute() {
        MutableClock clock = new MutableClock(); // 26 seconds past the minute
        BurstRule burst = new BurstRule(clock);
        for (int i = 0; i < 6; i++) {
            burst.accepted(comment("نعم"));
        }

        clock.advance(Duration.ofSeconds(49)); // a quarter of the next minute: three quarters of the six, rounded down
        assertThat(burst.check(comment("نعم"), POLICY).map(Match::detail)).hasValue("4");
        clock.advance(Duration.ofSeconds(30));
        assertThat(burst.check(comment("نعم"), POLICY)).isEmpty();
        burst.accepted(comment("نعم"));
        clock.advance(Duration.ofHours(1));
        assertThat(burst.check(comment("نعم"), POLICY)).isEmpty();
    }

    @Test
    void burstEndsWhenTheClockIsSetBack() {
        MutableClock clock = new MutableClock();
        BurstRule burst = new BurstRule(clock);
        for (int i = 0; i < 6; i++) {
            burst.accepted(comment("نعم"));
        }

        clock.advance(Duration.ofDays(-1));

        assertThat(burst.check(comment("نعم"), POLICY)).isEmpty();
    }

    @Test
    void otherScriptThanTheSitesIsFound() {
        assertThat(check("language", comment("This comment is written in English on an Arabic site")))
                .hasValueSatisfying(match -> assertThat(match.detail()).isEqualTo("Latn"));
    }

    @Test
    void rulesRunInTheOrderOfTheList() {
        assertThat(rules.inOrder()).extracting(Rule::id).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a.", "0 ", "aa ", "@a", "http://", "\u0651", "SA", "(", "AB12 ", "\u202A", "كلل ", "كلب",
                "كلللب ", "a.com "
            })
    void hostileTextsTakeLinearTime(String part) {
        ScreenedComment comment = comment(part.repeat(40_000));

        Map<ScreeningRule, Boolean> found = rules.inOrder().stream()
                .collect(toMap(Rule::id, rule -> rule.check(comment, POLICY).isPresent()));

        assertThat(found).hasSize(rules.inOrder().size());
    }

    private static ScreenedComment comment(String body) {
        return new ScreenedComment("demo", "article", "سعيد", body);
    }

    private Optional<Match> check(String rule, ScreenedComment comment) {
        return rule(rule).check(comment, POLICY);
    }

    private Rule rule(String id) {
        return rules.inOrder().stream()
                .filter(rule -> rule.id().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
