package mizan.moderation.queue;

/** Whether the service can read a comment's e-mail address. */
public enum EmailState {
    /** The address can be read. */
    READABLE,
    /** The address is no longer kept: its retention period is over. */
    ERASED,
    /** The address was encrypted with a key that is lost. */
    KEY_LOST,
    /** The stored address is damaged, or was moved from another comment. */
    DAMAGED
}
