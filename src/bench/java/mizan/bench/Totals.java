package mizan.bench;

/**
 * How much is stored.
 *
 * @param comments with the words that they are found by
 * @param decisions with their audit entries and announcements
 */
record Totals(long comments, long decisions) {

    static Totals of(Database database) {
        return new Totals(
                database.number("SELECT count(*) FROM comment JOIN comment_search ON comment_id = id"),
                database.number("""
                        SELECT count(*)
                          FROM decision
                          JOIN comment ON id = decision.comment_id AND status = 'APPROVED'
                          JOIN audit_entry USING (comment_id)
                          JOIN outbox USING (comment_id)
                         WHERE action = 'COMMENT_APPROVED'
                        """));
    }

    Totals minus(Totals other) {
        return new Totals(comments - other.comments, decisions - other.decisions);
    }
}
