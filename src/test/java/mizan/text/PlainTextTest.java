package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    /** One user-perceived character each, which does not join its neighbours. */
    private static final List<String> CHARACTERS = List.of(
            "a",
            " ",
            "é",
            "e\u0301",
            "م",
            "م\u0651\u064E", // with shadda and fatha
            "ه\u0670",
            "中",
            "한",
            "\u1112\u1161\u11AB", // a syllable in jamo
            "क्षि", // a conjunct (GB9c)
            "👍",
            "👍🏽",
            "👨‍👩‍👧‍👦",
            "🏳️‍🌈",
            "🇸🇦",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "1️⃣",
            "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034D",
            "a" + "\u0301\u0323".repeat(100));

    private static final List<Integer> BIDI_CONTROLS =
            List.of(0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069);

    @ParameterizedTest
    @CsvSource({"NAME, 80", "BODY, 5000", "ARTICLE_KEY, 500", "TITLE, 300", "NOTE, 1000"})
    void limitsAreThoseOfTheContract(PlainText rule, int limit) {
        assertThat(rule.limit()).isEqualTo(limit);
        assertThat(rule.check("م".repeat(limit))).isEqualTo(fine("م".repeat(limit)));
        assertThat(rule.check("م".repeat(limit + 1))).isEqualTo(invalid(TextViolation.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧‍👦", "🇸🇦", "م\u0651\u064E", "क्षि", "Z\u0351\u036B\u0343"})
    void nameLengthCountsUserPerceivedCharacters(String character) {
        String longest = character.repeat(80);

        assertThat(PlainText.NAME.check(longest)).isEqualTo(fine(nfc(longest)));
        assertThat(PlainText.NAME.check(longest + character)).isEqualTo(invalid(TextViolation.TOO_LONG));
    }

    @Property
    void lengthIsTheNumberOfUserPerceivedCharacters(@ForAll("characters") List<String> characters) {
        assertThat(PlainText.userPerceivedLength(String.join("", characters))).isEqualTo(characters.size());
    }

    @Test
    void lengthIsEqualOnConcurrentThreads() throws Exception {
        List<Callable<Integer>> counts = IntStream.rangeClosed(1, 1_000)
                .<Callable<Integer>>mapToObj(n -> () -> PlainText.userPerceivedLength("🇸🇦".repeat(n)))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(executor.invokeAll(counts).stream().map(Future::resultNow))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 1_000).boxed().toList());
        }
    }

    @Property
    void surroundingWhiteSpaceIsTrimmed(
            @ForAll PlainText rule,
            @ForAll("kept") String text,
            @ForAll("whiteSpace") String before,
            @ForAll("whiteSpace") String after) {
        if (rule != PlainText.ARTICLE_KEY) {
            assertThat(rule.check(before + text + after)).isEqualTo(rule.check(text));
        }
    }

    @Property
    void validTextStaysUnchangedWhenCheckedAgain(@ForAll PlainText rule, @ForAll("kept") String text) {
        if (rule.check(text) instanceof TextValidation.Valid kept) {
            assertThat(rule.check(kept.text())).isEqualTo(kept);
        }
    }

    @Property
    void validTextIsNormalizedAndOtherwiseUnchanged(@ForAll("kept") String text) {
        assertThat(PlainText.BODY.check("«" + text + "»")).isEqualTo(fine(nfc("«" + text + "»")));
    }

    @Test
    void articleKeyIsNotTrimmed() {
        assertThat(PlainText.ARTICLE_KEY.check(" a ")).isEqualTo(fine(" a "));
    }

    @ParameterizedTest
    @MethodSource("refusedEverywhere")
    void controlsSurrogatesAndNoncharactersAreRefused(int codePoint) {
        String text = "مرحبا " + Character.toString(codePoint) + " 👋";

        for (PlainText rule : PlainText.values()) {
            assertThat(rule.check(text))
                    .as("%s with U+%04X", rule, codePoint)
                    .isEqualTo(invalid(TextViolation.CHARACTERS));
        }
    }

    @Property
    void forbiddenCharactersAreRefusedAtEveryPosition(
            @ForAll PlainText rule,
            @ForAll("kept") String before,
            @ForAll("refused") int codePoint,
            @ForAll("kept") String after) {
        assertThat(rule.check("a" + before + Character.toString(codePoint) + after + "a"))
                .isEqualTo(invalid(TextViolation.CHARACTERS));
    }

    @ParameterizedTest
    @EnumSource(names = {"NAME", "ARTICLE_KEY", "TITLE"})
    void singleLineRefusesLineEndsAndBidiControls(PlainText rule) {
        List<Integer> refused = new ArrayList<>(BIDI_CONTROLS);
        Collections.addAll(refused, (int) '\n', 0x2028, 0x2029);

        for (int codePoint : refused) {
            assertThat(rule.check("a" + Character.toString(codePoint) + "b"))
                    .as("U+%04X", codePoint)
                    .isEqualTo(invalid(TextViolation.CHARACTERS));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BODY", "NOTE"})
    void bodyKeepsLineFeedsAndBidiControls(PlainText rule) {
        assertThat(rule.check("\nسلام\n\n\u2067a\u2069\n")).isEqualTo(fine("سلام\n\n\u2067a\u2069"));
        assertThat(rule.check("a\tb")).isEqualTo(invalid(TextViolation.CHARACTERS));
        assertThat(rule.check("a\r\nb")).isEqualTo(invalid(TextViolation.CHARACTERS));
    }

    @ParameterizedTest
    @EnumSource
    void emptyTextIsMissing(PlainText rule) {
        assertThat(rule.check("")).isEqualTo(invalid(TextViolation.MISSING));
        assertThat(rule.check(" \u00A0\u3000")).isEqualTo(invalid(TextViolation.MISSING));
    }

    @Property
    void invisibleTextIsMissing(@ForAll PlainText rule, @ForAll("invisible") String text) {
        assertThat(rule.check(text)).isEqualTo(invalid(TextViolation.MISSING));
    }

    @Test
    void bodyOfBidiControlsAndLineFeedsIsMissing() {
        assertThat(PlainText.BODY.check("\u200F\n\u202E\n\u200B")).isEqualTo(invalid(TextViolation.MISSING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200B", "\u2800ب", "\u0600", "👁", ".", "\u0301"})
    void oneVisibleCharacterIsValid(String text) {
        assertThat(PlainText.NAME.check(text)).isEqualTo(fine(text));
    }

    @Test
    void nameOfControlsHasInvalidCharacters() {
        assertThat(PlainText.NAME.check("\u0001")).isEqualTo(invalid(TextViolation.CHARACTERS));
        assertThat(PlainText.NAME.check("\u202E")).isEqualTo(invalid(TextViolation.CHARACTERS));
    }

    @Test
    void characterWithManyMarksIsValidUpTo64KiB() {
        assertThat(PlainText.NAME.check("q" + "\u0301".repeat(32_767))).isEqualTo(fine("q" + "\u0301".repeat(32_767)));
        assertThat(PlainText.NAME.check("q" + "\u0301".repeat(32_768))).isEqualTo(invalid(TextViolation.TOO_LONG));
    }

    @Test
    void textOver64KiBAfterNormalizationIsTooLong() {
        assertThat(PlainText.BODY.check("q" + "\u0344".repeat(20_000))).isEqualTo(invalid(TextViolation.TOO_LONG));
    }

    @Property
    void excerptIsTheStartOfALongerText(
            @ForAll("characters") List<String> characters, @ForAll @IntRange(min = 1, max = 30) int length) {
        assertThat(PlainText.excerpt(String.join("", characters), length))
                .isEqualTo(
                        characters.size() <= length
                                ? String.join("", characters)
                                : String.join("", characters.subList(0, length)) + "…");
    }

    @ParameterizedTest
    @CsvSource({"MISSING, required", "TOO_LONG, too-long", "CHARACTERS, characters"})
    void violationsHaveTheCodesOfTheContract(TextViolation violation, String rule) {
        assertThat(violation.rule()).isEqualTo(rule);
    }

    /** Cc without the line feed, Cs, and the 66 noncharacters. */
    static List<Integer> refusedEverywhere() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> codePoint != '\n')
                .filter(codePoint -> Character.getType(codePoint) == Character.CONTROL
                        || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
                        || (codePoint & 0xFFFE) == 0xFFFE
                        || codePoint == 0xD800
                        || codePoint == 0xDBFF
                        || codePoint == 0xDC00
                        || codePoint == 0xDFFF)
                .boxed()
                .toList();
    }

    @Provide
    Arbitrary<Integer> refused() {
        return Arbitraries.oneOf(
                Arbitraries.of(refusedEverywhere()),
                Arbitraries.integers().between(Character.MIN_SURROGATE, Character.MAX_SURROGATE));
    }

    @Provide
    Arbitrary<List<String>> characters() {
        return Arbitraries.of(CHARACTERS).list().ofMaxSize(40);
    }

    /** Text that is valid under every rule; it may have spaces at the ends. */
    @Provide
    Arbitrary<String> kept() {
        return Arbitraries.oneOf(
                        Arbitraries.of(CHARACTERS),
                        Arbitraries.integers()
                                .between(0, Character.MAX_CODE_POINT)
                                .filter(PlainTextTest::isKeptEverywhere)
                                .map(Character::toString))
                .list()
                .ofMaxSize(10)
                .map(characters -> String.join("", characters));
    }

    // Only assigned code points: normalization of others may change between Unicode versions.
    private static boolean isKeptEverywhere(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !BIDI_CONTROLS.contains(codePoint);
        };
    }

    @Provide
    Arbitrary<String> whiteSpace() {
        return Arbitraries.strings()
                .withChars("\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2003\u2007\u200A\u2028\u2029\u202F\u205F\u3000"
                        .toCharArray())
                .ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> invisible() {
        return Arbitraries.of(
                        0x20, 0xA0, 0xAD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x2003, 0x200B,
                        0x200C, 0x200D, 0x2060, 0x2061, 0x2064, 0x206A, 0x2800, 0x3000, 0x3164, 0xFE00, 0xFE0F, 0xFEFF,
                        0xFFA0, 0xFFF9, 0xFFFB, 0x13437, 0x1BCA0, 0x1D159, 0x1D173, 0x1D17A, 0xE0001, 0xE0020, 0xE007F,
                        0xE0100)
                .map(Character::toString)
                .list()
                .ofMaxSize(30)
                .map(characters -> String.join("", characters));
    }

    private static TextValidation fine(String text) {
        return new TextValidation.Valid(text);
    }

    private static TextValidation invalid(TextViolation violation) {
        return new TextValidation.Invalid(violation);
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
