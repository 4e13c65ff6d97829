package mizan.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.text.Plurals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageBundleTest {

    private static final List<String> COUNTS =
            List.of("comments.count.", "comments.replyCount.", "comments.moreReplies.", "comments.newCount.");

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasEveryMessage(Locale language) {
        Set<String> expected = keys(Locale.ENGLISH);

        assertThat(keys(language)).isEqualTo(expected);
        assertThat(expected).allSatisfy(key -> {
            String message = bundle(language).getString(key);
            assertThat(message).isNotBlank();
            assertThat(arguments(message))
                    .as(key)
                    .isEqualTo(arguments(bundle(Locale.ENGLISH).getString(key)));
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void countHasExactlyThePluralFormsOfItsLanguage(Locale language) {
        assertThat(COUNTS).allSatisfy(count -> {
            Set<String> forms = bundle(language).keySet().stream()
                    .filter(key -> key.startsWith(count))
                    .map(key -> key.substring(count.length()))
                    .collect(Collectors.toSet());

            assertThat(forms).isEqualTo(Plurals.forms(language));
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyApostropheIsDoubled(Locale language) {
        assertThat(bundle(language).keySet())
                .allSatisfy(key -> assertThat(bundle(language).getString(key).replace("''", ""))
                        .as(key)
                        .doesNotContain("'"));
    }

    @Test
    void patternsKeepTheirArguments() {
        assertThat(MessageBundle.SERVICE.patterns(Locale.ENGLISH, "comments."))
                .containsEntry("length", "{0} of {1} characters")
                .containsEntry("title", "Comments")
                .doesNotContainKey("form.mistake");
    }

    static Stream<Locale> languages() {
        return Languages.SUPPORTED.stream();
    }

    private static Set<String> keys(Locale language) {
        return bundle(language).keySet().stream()
                .filter(key -> COUNTS.stream().noneMatch(key::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> arguments(String message) {
        return message.codePoints()
                .filter(Character::isDigit)
                .mapToObj(Character::toString)
                .filter(digit -> message.contains("{" + digit + "}"))
                .collect(Collectors.toSet());
    }

    private static ResourceBundle bundle(Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle("mizan.messages", language);
        if (!bundle.getLocale().equals(language)) {
            throw new MissingResourceException("No bundle", "mizan.messages", language.toString());
        }
        return bundle;
    }
}
