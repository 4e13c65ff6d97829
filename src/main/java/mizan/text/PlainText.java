package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;

/**
 * A rule for plain text: how long it may be and which code points it may hold. Text is trimmed of white space and put
 * into NFC; joiners, combining marks and emoji sequences stay as typed.
 */
public enum PlainText {
    /** A person's name: one line of 1–80 user-perceived characters, no bidi controls. */
    NAME(80),
    /** What a reader says: 1–5,000 user-perceived characters; the line feed is the only control. */
    BODY(5_000),
    /** What identifies an article: one printable line of 1–500 code points, not trimmed. */
    ARTICLE_KEY(500),
    /** A title or a URL: one line of 1–300 code points. */
    TITLE(300),
    /** What a moderator writes down about a decision: 1–1,000 user-perceived characters. */
    NOTE(1_000);

    /** What the database keeps of one text. A request holds no more, but NFC can make it up to three times as long. */
    private static final int MAX_OCTETS = 65_536;

    private static final int BRAILLE_BLANK = 0x2800;
    private static final int NULL_NOTEHEAD = 0x1D159;

    private final int limit;

    PlainText(int limit) {
        this.limit = limit;
    }

    /** The greatest length. */
    public int limit() {
        return limit;
    }

    /** Refuses also what is over 64 KiB in UTF-8, however few characters a person would count. */
    public TextCheck check(String typed) {
        String trimmed = this == ARTICLE_KEY ? typed : trim(typed);
        if (trimmed.codePoints().noneMatch(PlainText::isVisible)) {
            boolean isBlank = trimmed.codePoints().allMatch(UCharacter::isUWhiteSpace);
            boolean isKept = trimmed.codePoints().allMatch(this::allows);
            return new TextCheck.Invalid(isBlank || isKept ? TextViolation.MISSING : TextViolation.CHARACTERS);
        }
        if (!trimmed.codePoints().allMatch(this::allows)) {
            return new TextCheck.Invalid(TextViolation.CHARACTERS);
        }
        String text = WordCharacters.toNfc(trimmed);
        return length(text) > limit || octets(text) > MAX_OCTETS
                ? new TextCheck.Invalid(TextViolation.TOO_LONG)
                : new TextCheck.Valid(text);
    }

    private boolean allows(int codePoint) {
        return switch (this) {
            case NAME, ARTICLE_KEY, TITLE -> isInline(codePoint);
            case BODY, NOTE -> codePoint == '\n' || isInterchangeable(codePoint);
        };
    }

    private int length(String text) {
        return switch (this) {
            case NAME, BODY, NOTE -> userPerceivedLength(text);
            case ARTICLE_KEY, TITLE -> text.codePointCount(0, text.length());
        };
    }

    /** The number of extended grapheme clusters (UAX 29 §3): what a person would count. */
    public static int userPerceivedLength(String text) {
        BreakIterator graphemes = graphemes(text);
        int count = 0;
        while (graphemes.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /** The beginning of a text, at most so many user-perceived characters of it, with an ellipsis if there is more. */
    public static String excerpt(String text, int characters) {
        BreakIterator graphemes = graphemes(text);
        int end = graphemes.next(characters);
        return end == BreakIterator.DONE || end == text.length() ? text : text.substring(0, end) + "…";
    }

    // Made each time, which takes less than a microsecond: a virtual thread lives for one request and would make its
    // own anyway, and one that is kept keeps the last text alive.
    private static BreakIterator graphemes(String text) {
        BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
        graphemes.setText(text);
        return graphemes;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Without Unicode White_Space at either end. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && UCharacter.isUWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && UCharacter.isUWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isVisible(int codePoint) {
        return switch (codePoint) {
            // Symbols by category, with nothing in their glyphs
            case BRAILLE_BLANK, NULL_NOTEHEAD -> false;
            default ->
                switch (UCharacter.getType(codePoint)) {
                    case UCharacterCategory.CONTROL -> false;
                    case UCharacterCategory.FORMAT ->
                        UCharacter.hasBinaryProperty(codePoint, UProperty.PREPENDED_CONCATENATION_MARK);
                    default -> !UCharacter.isUWhiteSpace(codePoint) && !WordCharacters.isIgnorable(codePoint);
                };
        };
    }

    private static boolean isInline(int codePoint) {
        return isInterchangeable(codePoint)
                && codePoint != '\u2028'
                && codePoint != '\u2029'
                && !UCharacter.hasBinaryProperty(codePoint, UProperty.BIDI_CONTROL);
    }

    // Lone surrogates and noncharacters are not for interchange (Unicode §3.2 C1, §23.7).
    private static boolean isInterchangeable(int codePoint) {
        int type = UCharacter.getType(codePoint);
        return type != UCharacterCategory.CONTROL
                && type != UCharacterCategory.SURROGATE
                && !UCharacter.hasBinaryProperty(codePoint, UProperty.NONCHARACTER_CODE_POINT);
    }
}
