/** Benchmarks that use package-private classes. */
@NullMarked
package mizan.publication;

import org.jspecify.annotations.NullMarked;
