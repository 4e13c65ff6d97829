/** The benchmark: how fast the service is on this machine, and how fast anything could be. */
@NullMarked
package mizan.bench;

import org.jspecify.annotations.NullMarked;
