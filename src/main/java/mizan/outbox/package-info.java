/**
 * The transactional outbox: events tell every replica that the state of a comment has changed. The events of
 * decisions are written by {@code mizan.moderation.decision}, in the statement that stores the decision.
 */
@NullMarked
package mizan.outbox;

import org.jspecify.annotations.NullMarked;
