package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer;
import com.ibm.icu.text.Normalizer2;

/** Word characters beyond ASCII in any script, and normalization of words. */
public final class WordCharacters {

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int MIDDLE_DOT = 0xB7;
    private static final int KATAKANA_MIDDLE_DOT = 0x30FB;

    private WordCharacters() {}

    /**
     * Whether a code point may be part of a word: letters, marks, digits, the joiners, and punctuation of a single
     * script, such as the Tibetan tsheg. Symbols, spaces, controls and other invisible characters may not.
     */
    public static boolean isWordCharacter(int codePoint) {
        return switch (codePoint) {
            case ZWNJ, ZWJ, MIDDLE_DOT, KATAKANA_MIDDLE_DOT -> true;
            default ->
                switch (UCharacter.getType(codePoint)) {
                    case UCharacterCategory.UPPERCASE_LETTER,
                            UCharacterCategory.LOWERCASE_LETTER,
                            UCharacterCategory.TITLECASE_LETTER,
                            UCharacterCategory.MODIFIER_LETTER,
                            UCharacterCategory.OTHER_LETTER,
                            UCharacterCategory.DECIMAL_DIGIT_NUMBER,
                            UCharacterCategory.LETTER_NUMBER -> !isIgnorable(codePoint);
                    case UCharacterCategory.OTHER_PUNCTUATION,
                            UCharacterCategory.DASH_PUNCTUATION,
                            UCharacterCategory.CONNECTOR_PUNCTUATION -> isOfSingleScript(codePoint);
                    default -> isMark(codePoint);
                };
        };
    }

    /** Whether a code point must follow another character: a mark or a joiner. */
    public static boolean needsBase(int codePoint) {
        return isMark(codePoint) || isJoiner(codePoint);
    }

    /** ZWNJ and ZWJ: invisible, but part of the spelling of words. */
    static boolean isJoiner(int codePoint) {
        return codePoint == ZWNJ || codePoint == ZWJ;
    }

    private static boolean isMark(int codePoint) {
        return switch (UCharacter.getType(codePoint)) {
            case UCharacterCategory.NON_SPACING_MARK, UCharacterCategory.COMBINING_SPACING_MARK ->
                !isIgnorable(codePoint);
            default -> false;
        };
    }

    /** Unicode NFC (UAX 15), in linear time for any input. */
    public static String toNfc(String text) {
        return NFC.quickCheck(text) == Normalizer.YES ? text : NFC.normalize(CanonicalOrdering.of(text));
    }

    /**
     * Folds case and normalizes to NFC. Simple case folding (Unicode §5.18) maps each letter to one letter, so that
     * {@code ß} and {@code ss} stay different.
     */
    public static String foldCase(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> folded.appendCodePoint(UCharacter.foldCase(codePoint, true)));
        return toNfc(folded.toString());
    }

    private static boolean isOfSingleScript(int codePoint) {
        return switch (UScript.getScript(codePoint)) {
            case UScript.COMMON, UScript.INHERITED, UScript.UNKNOWN -> false;
            default -> true;
        };
    }

    /** Invisible characters: joiners, bidi controls, and the Hangul fillers, which are letters only by category. */
    static boolean isIgnorable(int codePoint) {
        return UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }
}
