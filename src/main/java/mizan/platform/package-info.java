/** Technical basis: the clock, logging, secrets, hashing. */
@NullMarked
package mizan.platform;

import org.jspecify.annotations.NullMarked;
