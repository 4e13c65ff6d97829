/** Benchmarks that use package-private classes. */
@NullMarked
package mizan.submission;

import org.jspecify.annotations.NullMarked;
