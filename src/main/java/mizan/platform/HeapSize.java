package mizan.platform;

/** Upper bounds of the heap memory of objects, for caches that limit their memory. */
public final class HeapSize {

    /** A string object and its array, without the characters. */
    private static final int STRING_OVERHEAD = 56;

    private HeapSize() {}

    /** The bytes of a string. Characters outside Latin-1 take two bytes each; here all of them do. */
    public static int of(String text) {
        return STRING_OVERHEAD + 2 * text.length();
    }
}
