/** Retention: deletes personal data in comments after its retention period. */
@NullMarked
package mizan.comment.retention;

import org.jspecify.annotations.NullMarked;
