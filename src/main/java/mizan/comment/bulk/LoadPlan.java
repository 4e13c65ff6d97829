package mizan.comment.bulk;

/**
 * What a load will do.
 *
 * @param existing rows that were imported before
 * @param repeated rows whose source id an earlier row has
 * @param comments rows that will be inserted
 * @param placeholders parents that exist nowhere
 * @param cut cut cycles: comments that became top-level comments
 */
public record LoadPlan(long existing, long repeated, long comments, long placeholders, long cut) {}
