@NullMarked
package mizan.embed.problem;

import org.jspecify.annotations.NullMarked;
