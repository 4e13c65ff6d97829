package mizan.console;

import mizan.platform.i18n.LocalizedMessages;

/** The note of a decision, as moderators see it. */
public final class NoteText {

    /** The stored note whose text was erased together with the author. */
    private static final String ERASED = "[erased]";

    private NoteText() {}

    /** The note, or in place of an erased one a text in the moderator's language. */
    public static String of(LocalizedMessages messages, String note) {
        return note.equals(ERASED) ? messages.get("note.erased") : note;
    }
}
