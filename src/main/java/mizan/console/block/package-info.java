/** The pages on which moderators block authors and networks, and lift blocks. */
@NullMarked
package mizan.console.block;

import org.jspecify.annotations.NullMarked;
