/** Benchmarks of single methods with JMH, and access to package-private types for the benchmark. */
@NullMarked
package mizan.email;

import org.jspecify.annotations.NullMarked;
