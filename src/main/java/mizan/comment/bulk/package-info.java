/**
 * Bulk loading of comments from other systems: staging through COPY, set-based inserts, and undo.
 *
 * <h2>How a load works</h2>
 *
 * <ol>
 *   <li>Rows stream through {@code COPY} into a temporary table of the load's connection. Their addresses are sealed before.
 *       If the process ends, the table is gone.
 *   <li>The plan finds the rows that are new, their parents, and the first comment of their threads. A parent that exists
 *       nowhere becomes a placeholder. A cycle of parents is cut where a comment answers a later row of the file.
 *   <li>Batches of the plan are inserted, parents before their replies. Each batch is one transaction, and leaves the
 *       database consistent. The ids of the other system are recorded with each batch, so a load that was stopped
 *       continues where it was when it is repeated.
 * </ol>
 *
 * <p>It writes the same tables as {@code mizan.comment}, with the same guarantees, and the table imported_comment.
 */
@NullMarked
package mizan.comment.bulk;

import org.jspecify.annotations.NullMarked;
