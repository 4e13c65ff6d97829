/**
 * What others must hear: every replica is told when a comment becomes, or stops being, public. The rows of decisions are
 * written by {@link mizan.comment} in the statement that decides.
 */
@NullMarked
package mizan.outbox;

import org.jspecify.annotations.NullMarked;
