/** Problems as pages for people. */
@NullMarked
package mizan.embed.problem;

import org.jspecify.annotations.NullMarked;
