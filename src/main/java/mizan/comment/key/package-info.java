/** Keys of stored values: which keys comments use, and moving their values to new keys. */
@NullMarked
package mizan.comment.key;

import org.jspecify.annotations.NullMarked;
