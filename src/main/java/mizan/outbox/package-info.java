/**
 * The transactional outbox: events tell every replica that the state of a comment has changed. {@link mizan.comment} writes
 * the events of decisions, in the statement that stores the decision.
 */
@NullMarked
package mizan.outbox;

import org.jspecify.annotations.NullMarked;
