/**
 * The audit trail: an append-only record of actions, protected by a hash chain. {@link mizan.comment} writes the entries of
 * decisions, in the statement that stores the decision.
 */
@NullMarked
package mizan.audit;

import org.jspecify.annotations.NullMarked;
