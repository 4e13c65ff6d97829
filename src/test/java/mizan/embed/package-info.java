@NullMarked
package mizan.embed;

import org.jspecify.annotations.NullMarked;
