/** Accepting notices of illegal content: validation, limits, acknowledgement. */
@NullMarked
package mizan.submission.notice;

import org.jspecify.annotations.NullMarked;
