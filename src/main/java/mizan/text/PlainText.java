package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;

/**
 * Validation rules for plain text: length and allowed code points. Valid text is trimmed and normalized to NFC;
 * joiners, combining marks and emoji sequences are preserved.
 */
public enum PlainText {
    /** A person's name: one line of 1–80 user-perceived characters, no bidi controls. */
    NAME(80),
    /** A comment: 1–5,000 user-perceived characters; the line feed is the only control. */
    BODY(5_000),
    /** The key of an article: one printable line of 1–500 code points, not trimmed. */
    ARTICLE_KEY(500),
    /** A title or a URL: one line of 1–300 code points. */
    TITLE(300),
    /** A moderator's note about a decision: 1–1,000 user-perceived characters. */
    NOTE(1_000);

    /** The limit of the database. A request body has the same limit, but NFC can triple the length. */
    private static final int MAX_BYTES = 65_536;

    private static final int BRAILLE_BLANK = 0x2800;
    private static final int NULL_NOTEHEAD = 0x1D159;

    private final int limit;

    PlainText(int limit) {
        this.limit = limit;
    }

    /** The maximum length. */
    public int limit() {
        return limit;
    }

    /** Checks a text. More than 64 KiB in UTF-8 is too long, regardless of the number of characters. */
    public TextValidation check(String text) {
        String trimmed = this == ARTICLE_KEY ? text : trim(text);
        if (trimmed.codePoints().noneMatch(PlainText::isVisible)) {
            boolean isBlank = trimmed.codePoints().allMatch(UCharacter::isUWhiteSpace);
            boolean isAllowed = trimmed.codePoints().allMatch(this::allows);
            return new TextValidation.Invalid(isBlank || isAllowed ? TextViolation.MISSING : TextViolation.CHARACTERS);
        }
        if (!trimmed.codePoints().allMatch(this::allows)) {
            return new TextValidation.Invalid(TextViolation.CHARACTERS);
        }
        String normalized = WordCharacters.toNfc(trimmed);
        return length(normalized) > limit || utf8Length(normalized) > MAX_BYTES
                ? new TextValidation.Invalid(TextViolation.TOO_LONG)
                : new TextValidation.Valid(normalized);
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

    /** The number of extended grapheme clusters (UAX 29 §3): the characters that a person would count. */
    public static int userPerceivedLength(String text) {
        BreakIterator graphemes = graphemes(text);
        int count = 0;
        while (graphemes.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    /** At most so many user-perceived characters from the start of a text, with an ellipsis if it is longer. */
    public static String excerpt(String text, int characters) {
        BreakIterator graphemes = graphemes(text);
        int end = graphemes.next(characters);
        return end == BreakIterator.DONE || end == text.length() ? text : text.substring(0, end) + "…";
    }

    // Created for each text, in less than a microsecond. A cache per thread gains nothing with virtual threads, and a
    // cached iterator would keep its last text in memory.
    private static BreakIterator graphemes(String text) {
        BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
        graphemes.setText(text);
        return graphemes;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Removes Unicode White_Space at both ends. */
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

    /** Whether a text has no control, line separator, bidi control, noncharacter or lone surrogate. */
    public static boolean isPrintableLine(String text) {
        return text.codePoints().allMatch(PlainText::isInline);
    }

    private static boolean isVisible(int codePoint) {
        return switch (codePoint) {
            // Symbols by category, but with empty glyphs
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

    // Lone surrogates and noncharacters must not be interchanged (Unicode §3.2 C1, §23.7).
    private static boolean isInterchangeable(int codePoint) {
        int type = UCharacter.getType(codePoint);
        return type != UCharacterCategory.CONTROL
                && type != UCharacterCategory.SURROGATE
                && !UCharacter.hasBinaryProperty(codePoint, UProperty.NONCHARACTER_CODE_POINT);
    }
}
