/** Blocks for moderators: blocks authors and clients of comments, lists and lifts blocks. */
@NullMarked
package mizan.moderation.block;

import org.jspecify.annotations.NullMarked;
