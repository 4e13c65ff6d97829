package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;

/**
 * Makes one spelling of the many that a word has, so that a search finds it in each: without vowel signs (tashkeel) and
 * stretching (tatweel), one alef, one ya, one kaf, ta marbuta as ha, presentation forms as letters, the digits of every
 * script as ASCII; of other scripts without case and accents. For comparing only, never for showing.
 */
public final class ArabicFold {

    // UAX 31's NFKC_Casefold: no case, no compatibility forms, nothing invisible.
    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();

    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    private static final int TATWEEL = 0x640;

    private ArabicFold() {}

    public static String fold(String text) {
        // Long runs of marks are put in order first, in linear time; the normalizers then have nothing to sort.
        String folded = NFD.normalize(CASEFOLD.normalize(WordCharacters.toNfc(text)));
        StringBuilder result = new StringBuilder(folded.length());
        folded.codePoints()
                .filter(codePoint -> codePoint != TATWEEL && !isSignOnly(codePoint))
                .map(ArabicFold::letter)
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    // Hamza and madda above a letter are marks too once it is decomposed: only the letter is left. Scripts whose vowels
    // are marks of their own, such as Devanagari, keep them.
    private static boolean isSignOnly(int codePoint) {
        return UCharacter.getType(codePoint) == UCharacterCategory.NON_SPACING_MARK
                && switch (UScript.getScript(codePoint)) {
                    case UScript.INHERITED, UScript.ARABIC, UScript.HEBREW, UScript.COMMON -> true;
                    default -> false;
                };
    }

    private static int letter(int codePoint) {
        return switch (codePoint) {
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
