/**
 * The audit trail: who did what to which comment, and when. Entries are only added, and chained. Those of decisions are
 * added by {@link mizan.comment} in the statement that decides.
 */
@NullMarked
package mizan.audit;

import org.jspecify.annotations.NullMarked;
