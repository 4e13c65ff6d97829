package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
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
            "1️⃣");

    /** Characters with more marks than a valid text may have. */
    private static final List<String> STACKS = List.of(
            "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034D",
            "a" + "\u0301\u0323".repeat(100));

    private static final List<Integer> BIDI_CONTROLS =
            List.of(0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069);

    @ParameterizedTest
    @CsvSource({"NAME, 80", "BODY, 5000", "ARTICLE_KEY, 500", "TITLE, 300", "NOTE, 1000"})
    void limitsAreThoseOfTheContract(PlainText rule, int limit) {
        assertThat(rule.limit()).isEqualTo(limit);
        assertThat(rule.check("م".repeat(limit))).isEqualTo(fine("م".repeat(limit)));
        assertThat(rule.check("م".repeat(limit + 1))).matches(violates("too-long"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧‍👦", "🇸🇦", "م\u0651\u064E", "क्षि", "Z\u0351\u036B\u0343"})
    void nameLengthCountsUserPerceivedCharacters(String character) {
        String longest = character.repeat(80);

        assertThat(PlainText.NAME.check(longest)).isEqualTo(fine(nfc(longest)));
        assertThat(PlainText.NAME.check(longest + character)).matches(violates("too-long"));
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
            assertThat(rule.check(text)).as("%s with U+%04X", rule, codePoint).matches(violates("characters"));
        }
    }

    @Property
    void forbiddenCharactersAreRefusedAtEveryPosition(
            @ForAll PlainText rule,
            @ForAll("kept") String before,
            @ForAll("refused") int codePoint,
            @ForAll("kept") String after) {
        assertThat(rule.check("a" + before + Character.toString(codePoint) + after + "a"))
                .matches(violates("characters"));
    }

    @ParameterizedTest
    @EnumSource(names = {"NAME", "ARTICLE_KEY", "TITLE"})
    void singleLineRefusesLineEndsAndBidiControls(PlainText rule) {
        List<Integer> refused = new ArrayList<>(BIDI_CONTROLS);
        Collections.addAll(refused, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029);

        for (int codePoint : refused) {
            assertThat(rule.check("a" + Character.toString(codePoint) + "b"))
                    .as("U+%04X", codePoint)
                    .matches(violates("characters"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BODY", "NOTE"})
    void bodyKeepsLineFeedsTabsAndBidiControls(PlainText rule) {
        assertThat(rule.check("\nسلام\n\n\u2067a\u2069\n")).isEqualTo(fine("سلام\n\n\u2067a\u2069"));
        assertThat(rule.check("\u200Fa\tb\u200E")).isEqualTo(fine("\u200Fa\tb\u200E"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BODY", "NOTE"})
    void allLineEndsBecomeLineFeeds(PlainText rule) {
        assertThat(rule.check("a\r\nb\rc\u000Bd\fe\u0085f\n\r\ng")).isEqualTo(fine("a\nb\nc\nd\ne\nf\n\ng"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200E",
                "\u200F",
                "\uFEFF",
                "\u2066",
                "\u2069",
                "\u202A",
                "\u00AD",
                "\u200B",
                "\u2060",
                "\u061C",
                "\u200C",
                "\u200D",
                "\uDB40\uDC01",
                "\t",
                "\r\n",
                "\u2028"
            })
    void invisibleCharactersAreRemovedAtTheEndsOfALineAndNamedInside(String invisible) {
        String codePoint = "U+%04X".formatted(invisible.codePointAt(0));

        assertThat(PlainText.NAME.check(invisible + " ليلى " + invisible)).isEqualTo(fine("ليلى"));
        assertThat(PlainText.TITLE.check(" " + invisible + "ليلى" + invisible)).isEqualTo(fine("ليلى"));
        if (!codePoint.matches("U\\+200[CD]")) {
            assertThat(PlainText.NAME.check("  ليلى" + invisible + "حداد"))
                    .isEqualTo(new TextValidation.Invalid(new TextViolation("characters", List.of(codePoint, 7))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"می\u200Cخواهم", "👩\u200D👩\u200D👧", "क्\u200Dष", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "☪️", "\u0600٤"})
    void joinersSelectorsAndTagsInsideAreKept(String text) {
        for (PlainText rule : PlainText.values()) {
            assertThat(rule.check(text)).isEqualTo(fine(text));
        }
    }

    @Test
    void forbiddenCharacterIsCountedInUserPerceivedCharacters() {
        assertThat(PlainText.BODY.check("\r\n👨‍👩‍👧‍👦 e\u0301\u0007"))
                .isEqualTo(new TextValidation.Invalid(new TextViolation("characters", List.of("U+0007", 5))));
        assertThat(PlainText.BODY.check("a\uD83D"))
                .isEqualTo(new TextValidation.Invalid(new TextViolation("characters", List.of("U+D83D", 2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ",
                "ٱلۡحَيُّ ٱلۡقَيُّومُۚ لَا تَأۡخُذُهُۥ سِنَةٞ",
                "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם",
                "ཧྐྵྨླྺྼྃ",
                "ที่นี่ น้ำ ปฏิญญา",
                "Tiếng Việt: ặ ậ ễ ộ ữ",
                "Tie\u0302\u0301ng Vie\u0323\u0302t",
                "र्त्स्न्या क्ष्म्य",
                "ကြွေးကြော် မြွှာ",
                "ស្ត្រី",
                "👨🏽‍👩🏽‍👧🏽‍👦🏽",
            })
    void writtenWordsHaveFewMarks(String text) {
        assertThat(PlainText.NAME.check(text)).isEqualTo(fine(nfc(text)));
        assertThat(PlainText.BODY.check(text)).isEqualTo(fine(nfc(text)));
    }

    @Test
    void stackOfMarksIsRefusedWithItsPlace() {
        String eight = "q" + "\u0301\u0323".repeat(4);

        assertThat(PlainText.NAME.check(eight + "q\u0301")).isEqualTo(fine(nfc(eight + "q\u0301")));
        assertThat(PlainText.NAME.check("\u200Fab" + eight + "\u0301"))
                .isEqualTo(new TextValidation.Invalid(new TextViolation("too-many-marks", List.of(8, 4))));
        assertThat(PlainText.BODY.check(eight + "\u200D\u0301")).matches(violates("too-many-marks"));
        for (String stack : STACKS) {
            assertThat(PlainText.BODY.check(stack)).matches(violates("too-many-marks"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptyTextIsMissing(PlainText rule) {
        assertThat(rule.check("")).matches(violates("required"));
        assertThat(rule.check(" \u00A0\u3000")).matches(violates("required"));
    }

    @Property
    void invisibleTextIsMissing(@ForAll PlainText rule, @ForAll("invisible") String text) {
        assertThat(rule.check(text)).matches(violates("required"));
    }

    @Test
    void bodyOfBidiControlsAndLineFeedsIsMissing() {
        assertThat(PlainText.BODY.check("\u200F\n\u202E\n\u200B")).matches(violates("required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2800ب", "\u0600", "👁", ".", "\u0301"})
    void oneVisibleCharacterIsValid(String text) {
        assertThat(PlainText.NAME.check(text)).isEqualTo(fine(text));
    }

    @Test
    void nameOfControlsHasInvalidCharacters() {
        assertThat(PlainText.NAME.check("\u0001")).matches(violates("characters"));
        assertThat(PlainText.NAME.check("\u202E")).matches(violates("required"));
    }

    @ParameterizedTest
    @CsvSource({"NAME, 80", "BODY, 5000"})
    void charactersOfManyBytesAreValidUpTo32BytesEach(PlainText rule, int limit) {
        String family = "👨‍👩‍👧‍👦"; // 25 bytes
        String hands = "👨🏽‍👩🏽‍👧🏽‍👦🏽"; // 41 bytes

        assertThat(rule.check(family.repeat(limit))).isEqualTo(fine(family.repeat(limit)));
        assertThat(rule.check("م\u0651\u064E".repeat(limit))).isEqualTo(fine(nfc("م\u0651\u064E".repeat(limit))));
        assertThat(rule.check(hands.repeat(limit / 4 * 3))).matches(result -> result instanceof TextValidation.Valid);
        assertThat(rule.check(hands.repeat(limit))).matches(violates("too-large"));
    }

    @Test
    void noteTakesAtMostEightBytesForEachCharacter() {
        String longest = "م\u0301\u0300\u0301".repeat(1_000);

        assertThat(PlainText.NOTE.check(longest)).isEqualTo(fine(longest));
        assertThat(PlainText.NOTE.check(longest + "\u0300")).matches(violates("too-large"));
        assertThat(PlainText.NOTE.check("👨‍👩‍👧‍👦".repeat(320)))
                .matches(result -> result instanceof TextValidation.Valid);
    }

    @Test
    void lengthIsCheckedAfterNormalization() {
        assertThat(PlainText.BODY.check("\uD834\uDD60".repeat(5_000)))
                .isEqualTo(fine(nfc("\uD834\uDD60".repeat(5_000))));
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

    /** Cc without tab and line ends, Cs, and the 66 noncharacters. */
    static List<Integer> refusedEverywhere() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> "\t\n\u000B\f\r\u0085".indexOf(codePoint) < 0)
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
        return Arbitraries.oneOf(Arbitraries.of(CHARACTERS), Arbitraries.of(STACKS))
                .list()
                .ofMaxSize(40);
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
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
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

    private static Predicate<TextValidation> violates(String rule) {
        return result -> result instanceof TextValidation.Invalid(TextViolation violation)
                && violation.rule().equals(rule);
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
