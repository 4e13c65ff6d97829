/** Shared test support: the running service, PostgreSQL, a browser, the clock and sample data. */
@NullMarked
package mizan.testing;

import org.jspecify.annotations.NullMarked;
