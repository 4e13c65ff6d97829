package mizan.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a comment is shown. The widget's {@code text.js} follows the same rules. */
public final class DisplayText {

    private static final Pattern BLANK_LINES =
            Pattern.compile("\\n(?:[\\p{Zs}\\t\\p{Cf}\\u115f\\u1160\\u2800\\u3164\\uffa0]*+\\n){2,}+");

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private static final Pattern RIGHT_TO_LEFT = Pattern.compile(
            "[\\p{IsArabic}\\p{IsHebrew}\\p{IsSyriac}\\p{IsThaana}\\p{IsNko}\\p{IsSamaritan}\\p{IsMandaic}"
                    + "\\p{IsAdlam}&&\\p{L}]");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private DisplayText() {}

    /** Returns the text with one blank line in place of several in a row. */
    public static String withoutBlankLines(String text) {
        return BLANK_LINES.matcher(text).replaceAll("\n\n");
    }

    /**
     * The direction of most letters, without links, addresses and @names: {@code rtl} or {@code ltr}; {@code auto} if there
     * is no majority. It is a value of the attribute {@code dir}.
     */
    public static String direction(String text) {
        long majority = WHITE_SPACE
                .splitAsStream(text)
                .filter(word -> !isAddress(word))
                .mapToLong(word -> 2 * RIGHT_TO_LEFT.matcher(word).results().count()
                        - LETTER.matcher(word).results().count())
                .sum();
        return majority == 0 ? "auto" : majority > 0 ? "rtl" : "ltr";
    }

    /**
     * For formats that have no attribute for the direction: returns the text after a direction mark, if its first letter
     * would give it another direction.
     */
    public static String marked(String text) {
        String direction = direction(text);
        Matcher first = LETTER.matcher(text);
        if (direction.equals("auto") || !first.find()) {
            return text;
        }
        boolean isRightToLeft = direction.equals("rtl");
        boolean startsRightToLeft = RIGHT_TO_LEFT.matcher(first.group()).matches();
        return isRightToLeft == startsRightToLeft ? text : (isRightToLeft ? '\u200f' : '\u200e') + text;
    }

    private static boolean isAddress(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://")
                || lower.startsWith("https://")
                || lower.startsWith("www.")
                || word.contains("@");
    }
}
