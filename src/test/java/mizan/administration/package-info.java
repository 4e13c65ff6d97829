@NullMarked
package mizan.administration;

import org.jspecify.annotations.NullMarked;
