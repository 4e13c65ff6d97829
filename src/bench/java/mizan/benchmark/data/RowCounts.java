package mizan.benchmark.data;

import mizan.benchmark.process.PostgresServer;

/**
 * The number of stored comments and approvals.
 *
 * @param comments comments with their search lexemes
 * @param decisions approvals with their audit entries and outbox events
 */
public record RowCounts(long comments, long decisions) {

    public static RowCounts of(PostgresServer database) {
        return new RowCounts(
                database.number("SELECT count(*) FROM comment JOIN comment_search ON comment_id = id"),
                database.number("""
                        SELECT count(*)
                          FROM decision
                          JOIN comment ON id = decision.comment_id AND status = 'APPROVED'
                          JOIN audit_entry USING (comment_id)
                          JOIN outbox_event USING (comment_id)
                         WHERE action = 'COMMENT_APPROVED'
                        """));
    }

    public RowCounts minus(RowCounts other) {
        return new RowCounts(comments - other.comments, decisions - other.decisions);
    }
}
