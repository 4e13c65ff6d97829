/** Atom feeds of the latest comments. */
@NullMarked
package mizan.embed.feed;

import org.jspecify.annotations.NullMarked;
