/** Comments: what readers wrote, where each one stands, and the only code that writes them. */
@NullMarked
package mizan.comment;

import org.jspecify.annotations.NullMarked;
