package mizan.moderation.live;

import mizan.moderation.statistics.BacklogTotals;

/**
 * The backlog at a position of the event stream.
 *
 * @param position the id of the last event whose decision the backlog includes; a stream that starts after it misses none
 */
public record QueueSnapshot(BacklogTotals backlog, long position) {}
