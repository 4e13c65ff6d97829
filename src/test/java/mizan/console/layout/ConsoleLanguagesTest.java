package mizan.console.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.platform.i18n.LocalizedMessages;
import mizan.testing.ServiceTest;
import mizan.text.Plurals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsoleLanguagesTest extends ServiceTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

    @Test
    void everyLanguageWithMessagesIsOffered() {
        assertThat(bean(ConsoleLanguages.class).all()).contains(Locale.of("ar"), Locale.of("en"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasAllKeysAndArguments(Locale language) {
        assertThat(keys(language)).isEqualTo(keys(Locale.ENGLISH));
        assertThat(keys(language)).allSatisfy(key -> {
            assertThat(pattern(language, key)).as(key).isNotBlank();
            assertThat(arguments(language, key)).as(key).isEqualTo(arguments(Locale.ENGLISH, key));
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void pluralMessagesHaveAllFormsOfTheirLanguage(Locale language) {
        Set<String> counted = ConsoleLanguages.MESSAGES.keys(language).stream()
                .filter(key -> key.endsWith(".other")
                        && ConsoleLanguages.MESSAGES.keys(language).contains(stem(key) + ".one"))
                .map(ConsoleLanguagesTest::stem)
                .collect(Collectors.toSet());

        assertThat(counted)
                .allSatisfy(stem -> assertThat(Plurals.forms(language))
                        .as(stem)
                        .allSatisfy(form -> assertThat(ConsoleLanguages.MESSAGES.keys(language))
                                .contains(stem + "." + form)));
    }

    @Test
    void relativeTimesAreLocalized() {
        LocalizedMessages arabic = ConsoleLanguages.MESSAGES.in(Locale.of("ar"));
        LocalizedMessages english = ConsoleLanguages.MESSAGES.in(Locale.ENGLISH);

        assertThat(english.ago(at(0), at(59))).isEqualTo("now");
        assertThat(english.ago(at(0), at(60))).isEqualTo("1 minute ago");
        assertThat(english.ago(at(0), at(7_199))).isEqualTo("1 hour ago");
        assertThat(english.ago(at(0), at(200_000))).isEqualTo("2 days ago");
        assertThat(english.ago(at(60), at(0))).isEqualTo("now");
        assertThat(arabic.ago(at(0), at(300))).isEqualTo("قبل 5 دقائق");
    }

    static Stream<Locale> languages() {
        return bean(ConsoleLanguages.class).all().stream();
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    // Without plural forms, which differ between languages.
    private static Set<String> keys(Locale language) {
        Set<String> all = ConsoleLanguages.MESSAGES.keys(language);
        return all.stream()
                .filter(key -> key.endsWith(".other") || !all.contains(stem(key) + ".other"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String stem(String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static String pattern(Locale language, String key) {
        return ConsoleLanguages.MESSAGES.get(language, key, "{0}", "{1}", "{2}");
    }

    private static Set<String> arguments(Locale language, String key) {
        return ARGUMENT.matcher(pattern(language, key))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }
}
