@NullMarked
package mizan.embed.receipt;

import org.jspecify.annotations.NullMarked;
