package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer;
import com.ibm.icu.text.Normalizer2;

/** Which code points beyond ASCII words are written with, in any script. */
public final class WordCharacters {

    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int MIDDLE_DOT = 0xB7;
    private static final int KATAKANA_MIDDLE_DOT = 0x30FB;

    private WordCharacters() {}

    /**
     * Letters, marks, digits, the joiners, and punctuation that belongs to one script's words, such as the Tibetan
     * tsheg. No symbols, spaces, controls or other invisible characters.
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
                            UCharacterCategory.CONNECTOR_PUNCTUATION -> isOfOneScript(codePoint);
                    default -> isMark(codePoint);
                };
        };
    }

    /** Whether it stands only after a character that it is written onto (a mark) or shapes (a joiner). */
    public static boolean needsBase(int codePoint) {
        return isMark(codePoint) || isJoiner(codePoint);
    }

    /** ZWNJ and ZWJ: invisible, but words are spelled with them. */
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

    /** The canonical composition (UAX 15, NFC), in time that grows with the length of the text and no faster. */
    public static String toNfc(String text) {
        return NFC.quickCheck(text) == Normalizer.YES ? text : NFC.normalize(CanonicalOrdering.of(text));
    }

    /**
     * Without regard to case, in NFC: simple case folding (Unicode §5.18), which makes one letter of each and keeps
     * {@code ß} and {@code ss} apart.
     */
    public static String foldCase(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> folded.appendCodePoint(UCharacter.foldCase(codePoint, true)));
        return toNfc(folded.toString());
    }

    private static boolean isOfOneScript(int codePoint) {
        return switch (UScript.getScript(codePoint)) {
            case UScript.COMMON, UScript.INHERITED, UScript.UNKNOWN -> false;
            default -> true;
        };
    }

    /** Shown as nothing: joiners, bidi controls, and the Hangul fillers that are letters by category only. */
    static boolean isIgnorable(int codePoint) {
        return UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }
}
