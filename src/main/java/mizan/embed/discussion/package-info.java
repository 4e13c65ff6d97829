/** The comments of an article as a page, without script. */
@NullMarked
package mizan.embed.discussion;

import org.jspecify.annotations.NullMarked;
