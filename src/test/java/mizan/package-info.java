@NullMarked
package mizan;

import org.jspecify.annotations.NullMarked;
