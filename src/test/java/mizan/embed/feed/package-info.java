@NullMarked
package mizan.embed.feed;

import org.jspecify.annotations.NullMarked;
