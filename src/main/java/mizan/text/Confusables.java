package mizan.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.SpoofChecker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Texts that look alike, and the scripts of texts (UTS 39, UAX 24). */
public final class Confusables {

    private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();

    private Confusables() {}

    /** The skeleton of UTS 39: equal for texts that look alike. Case makes no difference. */
    public static String skeleton(String text) {
        return CHECKER.getSkeleton(WordCharacters.foldCase(text));
    }

    /** The words with letters of two or more of the scripts whose letters look alike: Latin, Greek, Cyrillic and similar. */
    public static List<TextSpan> mixedWords(String text) {
        List<TextSpan> words = new ArrayList<>();
        int start = 0;
        int first = UScript.COMMON;
        boolean isMixed = false;
        for (int i = 0; i <= text.length(); ) {
            int codePoint = i < text.length() ? text.codePointAt(i) : ' ';
            if (WordCharacters.isWordCharacter(codePoint)) {
                int script = alphabet(codePoint);
                isMixed |= script != UScript.COMMON && first != UScript.COMMON && script != first;
                first = first == UScript.COMMON ? script : first;
            } else {
                if (isMixed) {
                    words.add(new TextSpan(start, i));
                }
                first = UScript.COMMON;
                isMixed = false;
                start = i + Character.charCount(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return words;
    }

    private static int alphabet(int codePoint) {
        int script = UScript.getScript(codePoint);
        return switch (script) {
            case UScript.LATIN, UScript.GREEK, UScript.CYRILLIC, UScript.ARMENIAN, UScript.CHEROKEE, UScript.COPTIC ->
                script;
            default -> UScript.COMMON;
        };
    }

    /** The number of letters of each script, by its code of ISO 15924, such as {@code Arab}. */
    public static Map<String, Integer> letters(String text) {
        Map<Integer, Integer> byScript = new HashMap<>();
        text.codePoints().filter(Character::isLetter).forEach(letter -> {
            int script = UScript.getScript(letter);
            if (script != UScript.COMMON && script != UScript.INHERITED) {
                byScript.merge(script, 1, Integer::sum);
            }
        });
        Map<String, Integer> letters = new HashMap<>();
        byScript.forEach((script, number) -> letters.put(UScript.getShortName(script), number));
        return letters;
    }

    /** The code of the script in which a language is written. */
    public static String script(Locale language) {
        int[] scripts = UScript.getCode(Locale.forLanguageTag(language.getLanguage()));
        return UScript.getShortName(scripts == null || scripts.length == 0 ? UScript.LATIN : scripts[0]);
    }
}
