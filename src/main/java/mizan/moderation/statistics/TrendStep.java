package mizan.moderation.statistics;

/** The length of a time bucket. */
public enum TrendStep {
    /** A full hour. */
    HOUR,
    /** From midnight to midnight; 23 or 25 hours when the clocks change. */
    DAY
}
