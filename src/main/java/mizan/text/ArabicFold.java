package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;

/**
 * Folds the spellings of a word into one, for search and comparison. Arabic loses vowel signs (tashkeel) and stretching
 * (tatweel), variants of alef, ya and kaf become one letter, ta marbuta becomes ha, presentation forms become letters.
 * Digits of every script become ASCII. Other scripts lose case and accents, and the Turkish dotless i gets its dot. Folded
 * text is never displayed.
 */
public final class ArabicFold {

    // NFKC_Casefold (UAX 31): removes case, compatibility forms and invisible characters.
    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();

    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    private static final int TATWEEL = 0x640;

    private ArabicFold() {}

    public static String fold(String text) {
        // Long runs of marks are ordered first, in linear time; the normalizers would need quadratic time.
        String folded = NFD.normalize(CASEFOLD.normalize(WordCharacters.toNfc(text)));
        StringBuilder result = new StringBuilder(folded.length());
        folded.codePoints()
                .filter(codePoint -> codePoint != TATWEEL && !isRemovedMark(codePoint))
                .map(ArabicFold::foldLetter)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    // After decomposition, hamza and madda above a letter are marks too, and are removed. Scripts whose vowels are
    // marks, such as Devanagari, keep them.
    private static boolean isRemovedMark(int codePoint) {
        return UCharacter.getType(codePoint) == UCharacterCategory.NON_SPACING_MARK
                && switch (UScript.getScript(codePoint)) {
                    case UScript.INHERITED, UScript.ARABIC, UScript.HEBREW, UScript.COMMON -> true;
                    default -> false;
                };
    }

    private static int foldLetter(int codePoint) {
        return switch (codePoint) {
            case 'ı' -> 'i';
            case 'ٱ' -> 'ا';
            case 'ى', 'ی', 'ې', 'ے' -> 'ي';
            case 'ک', 'ڪ' -> 'ك';
            case 'ة', 'ە', 'ہ', 'ھ', 'ۃ' -> 'ه';
            default -> {
                int digit = UCharacter.digit(codePoint, 10);
                yield digit >= 0 && UCharacter.isDigit(codePoint) ? '0' + digit : codePoint;
            }
        };
    }
}
