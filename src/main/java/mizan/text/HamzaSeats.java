package mizan.text;

/** The letters that carry a hamza inside a word. Countries write some words with different ones: مسؤول and مسئول. */
public final class HamzaSeats {

    private static final char ON_WAW = 'ؤ';
    private static final char ON_YA = 'ئ';

    private HamzaSeats() {}

    public static boolean hasSeat(String text) {
        return text.indexOf(ON_WAW) >= 0 || text.indexOf(ON_YA) >= 0;
    }

    /** The text with each hamza on the other seat. */
    public static String swap(String text) {
        StringBuilder swapped = new StringBuilder(text);
        for (int i = 0; i < swapped.length(); i++) {
            switch (swapped.charAt(i)) {
                case ON_WAW -> swapped.setCharAt(i, ON_YA);
                case ON_YA -> swapped.setCharAt(i, ON_WAW);
                default -> {}
            }
        }
        return swapped.toString();
    }
}
