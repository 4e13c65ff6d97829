package mizan.moderation.statistics;

/** How wide the points of a course over time are. */
public enum TrendStep {
    /** A whole hour. */
    HOUR,
    /** From midnight to midnight: where the clocks change, 23 or 25 hours. */
    DAY
}
