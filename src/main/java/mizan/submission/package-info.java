/** Accepting a comment: validation, limits, idempotency. */
@NullMarked
package mizan.submission;

import org.jspecify.annotations.NullMarked;
