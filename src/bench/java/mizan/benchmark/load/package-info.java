/** Closed-loop clients over HTTP and JDBC, and their measurements. */
@NullMarked
package mizan.benchmark.load;

import org.jspecify.annotations.NullMarked;
