/** What others must hear: every replica is told when a comment becomes, or stops being, public. */
@NullMarked
package mizan.outbox;

import org.jspecify.annotations.NullMarked;
