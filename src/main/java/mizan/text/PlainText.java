package mizan.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Validation rules for plain text: length and allowed code points. Valid text is trimmed and normalized to NFC;
 * joiners, combining marks and emoji sequences are preserved.
 */
public enum PlainText {
    /**
     * A person's name: one line of 1–80 user-perceived characters. Invisible format characters are removed at both ends, and
     * not allowed inside, except for joiners and the tags of flags.
     */
    NAME(80),
    /** A comment: 1–5,000 user-perceived characters; line feed and tab are the only controls. All line ends become LF. */
    BODY(5_000),
    /** The key of an article: one printable line of 1–500 code points, not trimmed. */
    ARTICLE_KEY(500),
    /** A title or a URL: one line of 1–300 code points. */
    TITLE(300),
    /**
     * A moderator's note about a decision: 1–1,000 user-perceived characters, otherwise like a comment. It takes at most 8
     * bytes for each of them, so that 500 decisions with the longest notes fit into one request.
     */
    NOTE(1_000, 8);

    /** A family emoji has 25 bytes, and 41 with skin tones. */
    private static final int MAX_BYTES_PER_CHARACTER = 32;

    /**
     * On one character. Words have at most seven (Tibetan, Burmese, Hebrew with cantillation); long stacks cover other lines
     * and take browsers seconds to lay out.
     */
    private static final int MAX_MARKS = 8;

    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int DELETE = 0x7F;
    private static final int BRAILLE_BLANK = 0x2800;
    private static final int NULL_NOTEHEAD = 0x1D159;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;

    /** CR, CRLF, VT, FF and NEL: the line ends besides LF that plain text from files and old systems has. */
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\r\\x0B\\f\\x85]");

    private final int limit;
    private final int maxBytes;

    PlainText(int limit) {
        this(limit, MAX_BYTES_PER_CHARACTER);
    }

    PlainText(int limit, int bytesPerCharacter) {
        this.limit = limit;
        this.maxBytes = limit * bytesPerCharacter;
    }

    /** The maximum length. */
    public int limit() {
        return limit;
    }

    /** The maximum size in UTF-8. The checks of the database are the same. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Checks a text. The first violation says which character violates the rule and where. */
    public TextValidation check(String text) {
        String typed = isMultiLine() ? LINE_END.matcher(text).replaceAll("\n") : text;
        String trimmed = trimmed(typed);
        if (trimmed.codePoints().noneMatch(PlainText::isVisible)) {
            boolean isEmpty = trimmed.codePoints()
                    .allMatch(codePoint -> UCharacter.isUWhiteSpace(codePoint) || isInterchangeable(codePoint));
            return new TextValidation.Invalid(
                    isEmpty ? TextViolation.MISSING : forbidden(typed, trimmed).orElse(TextViolation.MISSING));
        }
        String normalized = WordCharacters.toNfc(trimmed);
        return forbidden(typed, trimmed)
                .or(() -> tooManyMarks(normalized, position(typed, typed.indexOf(trimmed)) - 1))
                .or(() -> tooLong(normalized))
                .<TextValidation>map(TextValidation.Invalid::new)
                .orElseGet(() -> new TextValidation.Valid(normalized));
    }

    /**
     * The text without what the rule forbids, for texts that nobody can correct: imported ones. Forbidden characters and
     * marks beyond the limit are removed, and in one line white space becomes a space. A name or title that is too long is
     * cut, with an ellipsis; other texts keep their length. Empty if nothing visible is left.
     */
    public String clean(String text) {
        String typed = isMultiLine() ? LINE_END.matcher(text).replaceAll("\n") : text;
        StringBuilder allowed = new StringBuilder(typed.length());
        int marks = 0;
        for (int i = 0; i < typed.length(); i += Character.charCount(typed.codePointAt(i))) {
            int codePoint = typed.codePointAt(i);
            if (codePoint < FIRST_BEYOND_ASCII) {
                marks = 0;
            } else if (isMark(codePoint)) {
                marks++;
            } else if (!WordCharacters.isIgnorable(codePoint)) {
                marks = 0;
            }
            if (allows(codePoint) && marks <= MAX_MARKS) {
                allowed.appendCodePoint(codePoint);
            } else if (!isMultiLine() && UCharacter.isUWhiteSpace(codePoint)) {
                allowed.append(' ');
            }
        }
        String cleaned = trimmed(WordCharacters.toNfc(trimmed(allowed.toString())));
        return cleaned.codePoints().anyMatch(PlainText::isVisible) ? shortened(cleaned) : "";
    }

    private String shortened(String text) {
        return switch (this) {
            case BODY, NOTE, ARTICLE_KEY -> text;
            case NAME, TITLE -> {
                String cut = length(text) <= limit ? text : excerpt(text, limit - 1);
                while (length(cut) > limit || utf8Length(cut) > maxBytes) {
                    cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
                }
                yield cut;
            }
        };
    }

    /** The first character of a text that the rule does not allow, and its place in the text as it was typed. */
    public Optional<TextViolation> forbiddenCharacter(String text) {
        return forbidden(text, trimmed(text));
    }

    private Optional<TextViolation> forbidden(String typed, String trimmed) {
        int start = typed.indexOf(trimmed);
        for (int i = 0; i < trimmed.length(); i += Character.charCount(trimmed.codePointAt(i))) {
            int codePoint = trimmed.codePointAt(i);
            if (!allows(codePoint)) {
                return Optional.of(TextViolation.character(codePoint, position(typed, start + i)));
            }
        }
        return Optional.empty();
    }

    /** @param before the user-perceived characters that were trimmed at the start */
    private static Optional<TextViolation> tooManyMarks(String text, int before) {
        int marks = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (isMark(codePoint)) {
                marks++;
                if (marks > MAX_MARKS) {
                    return Optional.of(TextViolation.tooManyMarks(MAX_MARKS, before + position(text, i)));
                }
            } else if (!WordCharacters.isIgnorable(codePoint)) {
                marks = 0; // a joiner does not start a new character
            }
        }
        return Optional.empty();
    }

    private Optional<TextViolation> tooLong(String text) {
        if (text.length() <= limit) {
            return Optional.empty(); // a character has at least one UTF-16 code unit, and each of these at most 3 bytes
        }
        if (length(text) > limit) {
            return Optional.of(TextViolation.tooLong(limit));
        }
        return utf8Length(text) > maxBytes ? Optional.of(TextViolation.TOO_LARGE) : Optional.empty();
    }

    private boolean isMultiLine() {
        return switch (this) {
            case BODY, NOTE -> true;
            case NAME, ARTICLE_KEY, TITLE -> false;
        };
    }

    // Marks at the ends of a comment have a meaning: a right-to-left mark at its start sets its direction.
    private String trimmed(String text) {
        return switch (this) {
            case BODY, NOTE -> trim(text, UCharacter::isUWhiteSpace);
            case NAME, TITLE -> trim(text);
            case ARTICLE_KEY -> text;
        };
    }

    private boolean allows(int codePoint) {
        return switch (this) {
            case NAME -> isInline(codePoint) && (WordCharacters.isJoiner(codePoint) || !isInvisibleFormat(codePoint));
            case ARTICLE_KEY, TITLE -> isInline(codePoint);
            case BODY, NOTE -> codePoint == '\n' || codePoint == '\t' || isInterchangeable(codePoint);
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

    /** The size in UTF-8. */
    public static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The user-perceived character that contains this index, from 1. */
    private static int position(String text, int index) {
        BreakIterator graphemes = graphemes(text);
        int position = 1;
        for (int end = graphemes.next(); end != BreakIterator.DONE && end <= index; end = graphemes.next()) {
            position++;
        }
        return position;
    }

    /**
     * Removes white space and invisible format characters at both ends: marks of direction, zero-width spaces and joiners,
     * soft hyphens and byte order marks, which come with copied text.
     */
    public static String trim(String text) {
        return trim(text, codePoint -> UCharacter.isUWhiteSpace(codePoint) || isInvisibleFormat(codePoint));
    }

    private static String trim(String text, IntPredicate isRemoved) {
        int start = 0;
        int end = text.length();
        while (start < end && isRemoved.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && isRemoved.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Whether a text has no control, line separator, bidi control, noncharacter or lone surrogate. */
    public static boolean isPrintableLine(String text) {
        return text.codePoints().allMatch(PlainText::isInline);
    }

    // Without the tags, which are a visible part of flags such as that of Scotland.
    private static boolean isInvisibleFormat(int codePoint) {
        return UCharacter.getType(codePoint) == UCharacterCategory.FORMAT
                && WordCharacters.isIgnorable(codePoint)
                && !(codePoint >= FIRST_TAG && codePoint <= LAST_TAG);
    }

    private static boolean isMark(int codePoint) {
        return switch (UCharacter.getType(codePoint)) {
            case UCharacterCategory.NON_SPACING_MARK,
                    UCharacterCategory.ENCLOSING_MARK,
                    UCharacterCategory.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
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
        if (codePoint < FIRST_BEYOND_ASCII) {
            return codePoint >= ' ' && codePoint != DELETE;
        }
        int type = UCharacter.getType(codePoint);
        return type != UCharacterCategory.CONTROL
                && type != UCharacterCategory.SURROGATE
                && !UCharacter.hasBinaryProperty(codePoint, UProperty.NONCHARACTER_CODE_POINT);
    }
}
