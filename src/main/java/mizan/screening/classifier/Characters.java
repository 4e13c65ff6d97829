package mizan.screening.classifier;

import java.util.Arrays;
import mizan.text.ArabicFold;
import mizan.text.TextSpan;

/** The characters of a folded text whose n-grams are features, with the way back to the text as it was typed. */
final class Characters {

    private static final int SPACE = -1;

    private char[] characters = new char[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int length;

    private Characters() {
        appendSpace();
    }

    static Characters folded(String text) {
        Characters characters = new Characters();
        int from = 0;
        while (from < text.length()) {
            int to = endOfCluster(text, from);
            characters.append(ArabicFold.fold(text.substring(from, to)), from, to);
            from = to;
        }
        characters.appendSpace();
        return characters;
    }

    /** The characters of a text that is not folded, to measure what folding is worth. */
    static Characters unfolded(String text) {
        Characters characters = new Characters();
        for (int i = 0; i < text.length(); i++) {
            characters.append(text.substring(i, i + 1), i, i + 1);
        }
        characters.appendSpace();
        return characters;
    }

    /** A letter and its marks. */
    private static int endOfCluster(String text, int from) {
        int to = from + Character.charCount(text.codePointAt(from));
        while (to < text.length() && Character.getType(text.codePointAt(to)) == Character.NON_SPACING_MARK) {
            to += Character.charCount(text.codePointAt(to));
        }
        return to;
    }

    private void append(String folded, int start, int end) {
        for (int i = 0; i < folded.length(); i++) {
            char character = folded.charAt(i);
            if (Character.isWhitespace(character)) {
                appendSpace();
            } else {
                append(character, start, end);
            }
        }
    }

    private void appendSpace() {
        if (length == 0 || characters[length - 1] != ' ') {
            append(' ', SPACE, SPACE);
        }
    }

    private void append(char character, int start, int end) {
        if (length == characters.length) {
            characters = Arrays.copyOf(characters, 2 * length);
            starts = Arrays.copyOf(starts, 2 * length);
            ends = Arrays.copyOf(ends, 2 * length);
        }
        characters[length] = character;
        starts[length] = start;
        ends[length] = end;
        length++;
    }

    int length() {
        return length;
    }

    char at(int index) {
        return characters[index];
    }

    boolean isSpace(int index) {
        return starts[index] == SPACE;
    }

    /** The place in the typed text. Neither the first nor the last character may be a space. */
    TextSpan typed(int from, int to) {
        return new TextSpan(starts[from], ends[to - 1]);
    }
}
