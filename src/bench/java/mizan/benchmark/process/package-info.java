/** The processes of a benchmark: PostgreSQL, the service, and other JVMs. */
@NullMarked
package mizan.benchmark.process;

import org.jspecify.annotations.NullMarked;
