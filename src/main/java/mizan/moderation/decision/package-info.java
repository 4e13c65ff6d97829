/** Decisions: approve, reject and reopen, one comment at a time or in batches, with undo. */
@NullMarked
package mizan.moderation.decision;

import org.jspecify.annotations.NullMarked;
