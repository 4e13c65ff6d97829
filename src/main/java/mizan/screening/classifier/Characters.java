package mizan.screening.classifier;

import mizan.text.FoldedText;
import mizan.text.TextSpan;
import org.jspecify.annotations.Nullable;

/** The characters of a folded text whose n-grams are features, with the way back to the text as it was typed. */
final class Characters {

    private static final int SPACE = -1;

    private final @Nullable FoldedText folded;
    private final char[] characters;
    private final int[] positions;
    private int length;

    private Characters(@Nullable FoldedText folded, String value) {
        this.folded = folded;
        characters = new char[value.length() + 2];
        positions = new int[value.length() + 2];
        append(' ', SPACE);
        for (int i = 0; i < value.length(); i++) {
            boolean isSpace = Character.isWhitespace(value.charAt(i));
            append(isSpace ? ' ' : value.charAt(i), isSpace ? SPACE : i);
        }
        append(' ', SPACE);
    }

    static Characters of(FoldedText text) {
        return new Characters(text, text.value());
    }

    /** The characters of a text that is not folded, to measure what folding is worth. */
    static Characters unfolded(String text) {
        return new Characters(null, text);
    }

    private void append(char character, int position) {
        if (position != SPACE || length == 0 || positions[length - 1] != SPACE) {
            characters[length] = character;
            positions[length] = position;
            length++;
        }
    }

    int length() {
        return length;
    }

    char at(int index) {
        return characters[index];
    }

    boolean isSpace(int index) {
        return positions[index] == SPACE;
    }

    /** The place in the typed text. Neither the first nor the last character may be a space. */
    TextSpan typed(int from, int to) {
        int start = positions[from];
        int end = positions[to - 1] + 1;
        return folded == null ? new TextSpan(start, end) : folded.typed(start, end);
    }
}
