package mizan.transfer;

/** Outcome of the undo of an import. */
public sealed interface UndoOutcome {

    /** The comments were taken back. */
    record Undone(Import undone) implements UndoOutcome {}

    /** Moderators have decided on comments since. Nothing was changed. */
    record Decided(long comments) implements UndoOutcome {}

    /** A dry run, or an import that was undone before. */
    record NothingToUndo() implements UndoOutcome {}

    record NoSuchImport() implements UndoOutcome {}
}
