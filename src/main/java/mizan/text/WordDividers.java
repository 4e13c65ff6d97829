package mizan.text;

/**
 * Signs inside a word at which it may be divided: apostrophes (French elision), Hebrew geresh and gershayim, and the
 * zero-width non-joiner, which Persian writes before endings. Many people leave them out, or type a space.
 */
final class WordDividers {

    static final char ZWNJ = '\u200C';

    private WordDividers() {}

    /** Whether the character stands inside a word and may divide it. */
    static boolean isAt(String text, int at) {
        if (at == 0 || at + 1 >= text.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case ZWNJ, '\'', '’', '‘', 'ʼ', 'ʹ', '＇', '׳', '״' ->
                isWord(text.codePointBefore(at)) && isWord(text.codePointAt(at + 1));
            case '"' -> isHebrew(text.codePointBefore(at)) && isHebrew(text.codePointAt(at + 1));
            default -> false;
        };
    }

    /** Replaces each divider by an apostrophe, which the word boundaries of UAX 29 keep inside the word. */
    static String toApostrophes(String text) {
        StringBuilder replaced = new StringBuilder(text);
        for (int i = 1; i + 1 < text.length(); i++) {
            if (isAt(text, i)) {
                replaced.setCharAt(i, '\'');
            }
        }
        return replaced.toString();
    }

    private static boolean isWord(int codePoint) {
        return Character.isLetter(codePoint) || WordCharacters.needsBase(codePoint);
    }

    private static boolean isHebrew(int codePoint) {
        return (codePoint >= 'א' && codePoint <= 'ת') || (codePoint >= 0x591 && codePoint <= 0x5C7);
    }
}
