/**
 * The audit trail: an append-only record of actions, protected by a hash chain. The entries of decisions are written
 * by {@code mizan.moderation.decision}, in the statement that stores the decision.
 */
@NullMarked
package mizan.audit;

import org.jspecify.annotations.NullMarked;
