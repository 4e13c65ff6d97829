/** Benchmarks of single methods with JMH. */
@NullMarked
package mizan.text;

import org.jspecify.annotations.NullMarked;
