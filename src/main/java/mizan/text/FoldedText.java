package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A text folded for comparison, with the way back to the text as it was typed. {@link ArabicFold} folds its letters. In
 * addition, letters of other scripts that look Latin become Latin within a Latin word, and so do digits and signs that stand
 * for letters. Apostrophes, gershayim and the zero-width non-joiner are left out: a word may be divided there.
 *
 * <p>Folding takes linear time. Folded text is never displayed. An instance is used by one thread.
 */
public final class FoldedText {

    private static final Normalizer2 CASEFOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();

    /** Single code points below this are folded once. */
    private static final int MAX_CACHED = 0x3000;

    private static final AtomicReferenceArray<String> FOLDED = new AtomicReferenceArray<>(MAX_CACHED);

    /** The Latin letter that looks like another one; 0 for none, -1 for not looked up. */
    private static final int[] LOOK_ALIKE = new int[0x600];

    static {
        Arrays.fill(LOOK_ALIKE, -1);
    }

    private final StringBuilder folded;
    private final int[] starts;
    private final int[] ends;
    private final BitSet joints;
    private @Nullable String value;

    private FoldedText(StringBuilder folded, int[] starts, int[] ends, BitSet joints) {
        this.folded = folded;
        this.starts = starts;
        this.ends = ends;
        this.joints = joints;
    }

    public static FoldedText of(String typed) {
        FoldedText text = new FoldedText(
                new StringBuilder(typed.length()),
                new int[typed.length() + 16],
                new int[typed.length() + 16],
                new BitSet());
        return text.fold(typed).foldLookAlikes();
    }

    private FoldedText fold(String typed) {
        Appender appender = new Appender(this);
        int from = 0;
        while (from < typed.length()) {
            int to = endOfSegment(typed, from);
            if (WordDividers.isAt(typed, from)) {
                joints.set(folded.length());
            } else {
                appender.append(foldSegment(typed, from, to), from, to);
            }
            from = to;
        }
        return appender.result();
    }

    /** The text between two places at which normalization can be divided. */
    private static int endOfSegment(String typed, int from) {
        int to = from + Character.charCount(typed.codePointAt(from));
        while (to < typed.length()) {
            int codePoint = typed.codePointAt(to);
            if (codePoint == WordDividers.ZWNJ
                    || typed.charAt(to - 1) == WordDividers.ZWNJ
                    || (CASEFOLD.hasBoundaryBefore(codePoint) && NFD.hasBoundaryBefore(codePoint))) {
                return to;
            }
            to += Character.charCount(codePoint);
        }
        return to;
    }

    private static String foldSegment(String typed, int from, int to) {
        int codePoint = typed.codePointAt(from);
        boolean isSingle = from + Character.charCount(codePoint) == to;
        if (!isSingle || codePoint >= MAX_CACHED) {
            return ArabicFold.fold(typed.substring(from, to));
        }
        String known = FOLDED.get(codePoint);
        if (known == null) {
            known = ArabicFold.fold(typed.substring(from, to));
            FOLDED.set(codePoint, known);
        }
        return known;
    }

    private FoldedText foldLookAlikes() {
        int from = 0;
        while (from < folded.length()) {
            if (!isWordOrSign(folded.charAt(from))) {
                from++;
                continue;
            }
            int to = from;
            while (to < folded.length() && isWordOrSign(folded.charAt(to))) {
                to++;
            }
            foldWord(from, to);
            from = to;
        }
        return this;
    }

    private static boolean isWordOrSign(char character) {
        return switch (character) {
            case '@', '$', '!' -> true;
            default -> Character.isLetterOrDigit(character) || Character.isSurrogate(character);
        };
    }

    // A word is Latin if it has a Latin letter, or if all of its letters look Latin.
    private void foldWord(int from, int to) {
        boolean hasLatin = false;
        boolean allLookLatin = true;
        boolean hasOthers = false;
        for (int i = from; i < to; i++) {
            char character = folded.charAt(i);
            boolean isLatin = isLatinLetter(character);
            hasLatin |= isLatin;
            hasOthers |= !isLatin;
            allLookLatin &= isLatin || lookAlike(character) != 0 || !Character.isLetter(character);
        }
        if (!hasOthers || !(hasLatin || (allLookLatin && Character.isLetter(folded.charAt(from))))) {
            return;
        }
        for (int i = from; i < to; i++) {
            int latin = lookAlike(folded.charAt(i));
            if (latin != 0) {
                folded.setCharAt(i, (char) latin);
            }
        }
        for (int i = from; i < to; i++) {
            char sign = letterFor(folded.charAt(i));
            boolean afterLetter = i > from && isLatinLetter(folded.charAt(i - 1));
            boolean beforeLetter = i + 1 < to && isLatinLetter(folded.charAt(i + 1));
            boolean needsBoth = folded.charAt(i) == '!';
            if (sign != 0 && (needsBoth ? afterLetter && beforeLetter : afterLetter || beforeLetter)) {
                folded.setCharAt(i, sign);
            }
        }
    }

    private static boolean isLatinLetter(char character) {
        return character >= 'a' && character <= 'z';
    }

    /** Letters written as digits and signs ("leet"). */
    private static char letterFor(char sign) {
        return switch (sign) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> 0;
        };
    }

    /** The Latin letter that a letter of another script looks like (UTS 39); 0 if it looks like none. */
    private static int lookAlike(char letter) {
        if (letter < 0x250 || letter >= LOOK_ALIKE.length) {
            return 0;
        }
        int known = LOOK_ALIKE[letter];
        if (known < 0) {
            String skeleton = Character.isLetter(letter) ? CONFUSABLES.getSkeleton(String.valueOf(letter)) : "";
            known = skeleton.length() == 1 && isLatinLetter(Character.toLowerCase(skeleton.charAt(0)))
                    ? Character.toLowerCase(skeleton.charAt(0))
                    : 0;
            LOOK_ALIKE[letter] = known;
        }
        return known;
    }

    /** The folded text. */
    public String value() {
        if (value == null) {
            value = folded.toString();
        }
        return value;
    }

    public int length() {
        return folded.length();
    }

    /** The place in the typed text of a place in the folded text, which must not be empty. */
    public TextSpan typed(int from, int to) {
        return new TextSpan(starts[from], ends[to - 1]);
    }

    /** The first place in the folded text that comes from this place of the typed text, or from one after it. */
    public int foldedAt(int typed) {
        int found = Arrays.binarySearch(starts, 0, folded.length(), typed);
        int at = found < 0 ? -found - 1 : found;
        while (at > 0 && starts[at - 1] == typed) {
            at--;
        }
        return at;
    }

    /** Whether a word may start or end at this place of the folded text. */
    public boolean isBoundary(int at) {
        return at == 0
                || at == folded.length()
                || joints.get(at)
                || !isWord(folded.codePointBefore(at))
                || !isWord(folded.codePointAt(at));
    }

    // Marks belong to words: in scripts whose vowels are marks, they are kept.
    private static boolean isWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || (codePoint >= 0x300 && UCharacter.hasBinaryProperty(codePoint, UProperty.GRAPHEME_EXTEND))
                || UScript.getScript(codePoint) == UScript.INHERITED;
    }

    /** Whether a letter stands there three times or more in a row. */
    public boolean isElongated(int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            char letter = folded.charAt(i);
            if (letter == folded.charAt(i + 1) && letter == folded.charAt(i + 2) && Character.isLetter(letter)) {
                return true;
            }
        }
        return false;
    }

    /** This text with each letter once where it is repeated. */
    public FoldedText withoutRepetition() {
        FoldedText once = new FoldedText(
                new StringBuilder(folded.length()), new int[folded.length()], new int[folded.length()], new BitSet());
        Appender appender = new Appender(once);
        for (int i = 0; i < folded.length(); i++) {
            char letter = folded.charAt(i);
            int last = once.folded.length() - 1;
            if (joints.get(i)) {
                once.joints.set(last + 1);
            }
            if (last >= 0 && once.folded.charAt(last) == letter && Character.isLetter(letter)) {
                once.ends[last] = ends[i];
            } else {
                appender.append(String.valueOf(letter), starts[i], ends[i]);
            }
        }
        return appender.result();
    }

    /** Appends folded characters with their places in the typed text. */
    private static final class Appender {

        private final FoldedText text;
        private int[] starts;
        private int[] ends;

        Appender(FoldedText text) {
            this.text = text;
            this.starts = text.starts;
            this.ends = text.ends;
        }

        void append(String characters, int start, int end) {
            int position = text.folded.length();
            int needed = position + characters.length();
            if (needed > starts.length) {
                starts = Arrays.copyOf(starts, Math.max(needed, 2 * starts.length));
                ends = Arrays.copyOf(ends, starts.length);
            }
            text.folded.append(characters);
            Arrays.fill(starts, position, needed, start);
            Arrays.fill(ends, position, needed, end);
        }

        FoldedText result() {
            return new FoldedText(text.folded, starts, ends, text.joints);
        }
    }
}
