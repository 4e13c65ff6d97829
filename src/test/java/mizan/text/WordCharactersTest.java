package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordCharactersTest {

    /** Marks of all reordered classes; some decompose, and some have class 0 until they are decomposed. */
    private static final String MARKS =
            "\u0301\u0323\u0300\u0316\u031B\u0338\u0344\u0340\u064B\u064E\u0651\u0670\u05B0\u3099\u094D\u0F71\u0F72\u0F73\u0F80\u0F81";

    private static final String BASES =
            "aeouq=\u00E9\u1EDF\u0627\u0649\u05D0\u0915\u0958\u0F40\u304B\u1100\u1161\u11A8\uAC00\u212B\u09C7\u09BE";

    @Property
    void nfcEqualsTheJdksNfc(@ForAll("marked") String text) {
        assertThat(WordCharacters.toNfc(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    @Property
    void nfcIsIdempotent(@ForAll String text) {
        String composed = WordCharacters.toNfc(text);

        assertThat(WordCharacters.toNfc(composed)).isEqualTo(composed);
    }

    /** Quadratic time would take minutes. */
    @Test
    void millionMarksOnOneLetterAreNormalizedInLinearTime() {
        String marks = "\u0301\u0323".repeat(500_000);

        assertThat(WordCharacters.toNfc("a" + marks))
                .isEqualTo("\u1EA1" + "\u0323".repeat(499_999) + "\u0301".repeat(500_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "Z", "7", "é", "م", "ة", "٣", "\u064E", "я", "ς", "א", "\u05F3", "\u05BE", "अ", "\u094D", "ന", "မ",
                "ދ", "中", "\u3007", "か", "ー", "・", "한", "ไ", "\u0F0B", "ꦲ", "\u200C", "\u200D", "·", "𐐀", "𝒜", "ª"
            })
    void lettersMarksDigitsAndScriptPunctuationAreWordCharacters(String character) {
        assertThat(WordCharacters.isWordCharacter(character.codePointAt(0))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", ".", "@", "_", "-", "\"", "\u00A0", "\u3000", "\u0000", "\u0085", "\u00AD", "\u034F", "\u061C",
                "\u115F", "\u3164", "\u180E", "\u200B", "\u200E", "\u202E", "\u2060", "\u2066", "\uFEFF", "\uFE0F", "²",
                "½", "①", "€", "😀", "©", "،", "。", "．", "＠", "\u20DD", "\uE000", "\uFFFD", "\uFFFF", "\uD800"
            })
    void otherCharactersAreNotWordCharacters(String character) {
        assertThat(WordCharacters.isWordCharacter(character.codePointAt(0))).isFalse();
    }

    @Test
    void onlyJoinersAreInvisibleWordCharacters() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(WordCharacters::isWordCharacter)
                        .filter(codePoint -> switch (Character.getType(codePoint)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.PRIVATE_USE,
                                    Character.SPACE_SEPARATOR,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR -> true;
                            default -> WordCharacters.isIgnorable(codePoint);
                        }))
                .containsExactly(0x200C, 0x200D);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0301", "\u064E", "\u0670", "\u094D", "\u0903", "\u3099", "\u200C", "\u200D"})
    void marksAndJoinersNeedABase(String character) {
        assertThat(WordCharacters.needsBase(character.codePointAt(0))).isTrue();
        assertThat(WordCharacters.needsBase('a')).isFalse();
        assertThat(WordCharacters.needsBase('م')).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ADA,   ada",
        "Ångström, ÅNGSTRÖM",
        "ИВАН,  иван",
        "ΣΑΣ,   σας",
        "σασ,   Σας",
        "GROẞ,  groß",
        "𐐀𐐁,    𐐨𐐩",
        "محمد,  محمد",
        "E\u0301, é"
    })
    void caseIsFolded(String one, String other) {
        assertThat(WordCharacters.foldCase(one)).isEqualTo(WordCharacters.foldCase(other));
    }

    @ParameterizedTest
    @CsvSource({"groß, gross", "ılk, ilk", "ﬁn, fin", "é, e", "أحمد, احمد"})
    void onlyCaseIsFolded(String one, String other) {
        assertThat(WordCharacters.foldCase(one)).isNotEqualTo(WordCharacters.foldCase(other));
    }

    @Provide
    Arbitrary<String> marked() {
        Arbitrary<String> run =
                Arbitraries.strings().withChars(MARKS.toCharArray()).ofMaxLength(80);
        Arbitrary<Character> base =
                Arbitraries.of(BASES.chars().mapToObj(c -> (char) c).toList());
        return run.flatMap(first -> base.flatMap(letter -> run.map(marks -> first + letter + marks)))
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }
}
