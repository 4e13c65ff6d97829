/** Stores claims: which moderator has leased which pending comment, and until when. */
@NullMarked
package mizan.comment.claim;

import org.jspecify.annotations.NullMarked;
