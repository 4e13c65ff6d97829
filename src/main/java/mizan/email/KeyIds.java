package mizan.email;

/** Ids of Tink keys, which are unsigned 32-bit numbers. */
final class KeyIds {

    private KeyIds() {}

    static String text(int id) {
        return Integer.toUnsignedString(id);
    }

    /** The text form of an id in the database, which is signed there. */
    static String text(long stored) {
        return text((int) stored);
    }

    /** The id in the database. */
    static long stored(String id) {
        return Integer.parseUnsignedInt(id);
    }
}
