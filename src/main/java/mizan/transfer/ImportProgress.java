package mizan.transfer;

/** Observer of a running import. */
public interface ImportProgress {

    /** The import has started. */
    default void started(Import started) {}

    /** So many rows of the file were read. */
    default void reading(long rows) {}

    /** So many comments of all that will be stored are stored. */
    default void storing(long comments, long all) {}
}
