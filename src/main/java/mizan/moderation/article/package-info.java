/** Articles for moderators: their numbers of comments, corrections, and whether they take comments. */
@NullMarked
package mizan.moderation.article;

import org.jspecify.annotations.NullMarked;
