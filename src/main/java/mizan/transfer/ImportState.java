package mizan.transfer;

/** State of an import. */
public enum ImportState {
    /** The file is being read. Nothing is stored yet. */
    READING,
    /** Comments are being stored. */
    STORING,
    /** All rows of the file are accounted for. */
    FINISHED,
    /** It has ended early. What was stored remains; the same import continues there. */
    FAILED,
    /** Its comments are being taken back. */
    UNDOING,
    /** Its comments were taken back. */
    UNDONE
}
