package mizan.moderation;

/** The order of pending comments. */
public enum QueueOrder {
    /** By the time of submission. */
    OLDEST,
    /** The highest score of screening first, then by the time of submission. */
    SCORE
}
