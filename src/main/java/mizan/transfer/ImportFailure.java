package mizan.transfer;

/** Why an import has ended early. */
public enum ImportFailure {
    /** The file cannot be read beyond a line. All rows before it were imported. */
    INVALID_FILE,
    /** The file ended early, because its connection or disk failed. All rows before were imported. */
    FILE_ENDED,
    /** The process ended. */
    INTERRUPTED,
    /** The database was away. */
    UNAVAILABLE
}
