/** Limits: the same work without the service, by a bare HTTP server or by plain SQL. */
@NullMarked
package mizan.benchmark.limit;

import org.jspecify.annotations.NullMarked;
