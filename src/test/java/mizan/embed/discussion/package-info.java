@NullMarked
package mizan.embed.discussion;

import org.jspecify.annotations.NullMarked;
