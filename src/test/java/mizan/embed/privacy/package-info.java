@NullMarked
package mizan.embed.privacy;

import org.jspecify.annotations.NullMarked;
