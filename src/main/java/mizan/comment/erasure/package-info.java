/** Erasure: deletes the personal data of authors in batches, and records the ids of their comments. */
@NullMarked
package mizan.comment.erasure;

import org.jspecify.annotations.NullMarked;
