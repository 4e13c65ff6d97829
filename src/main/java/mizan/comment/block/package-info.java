/** Blocks: authors and clients whose comments are rejected without a moderator. */
@NullMarked
package mizan.comment.block;

import org.jspecify.annotations.NullMarked;
