/** Test data: generates comments and loads them into a database. */
@NullMarked
package mizan.benchmark.data;

import org.jspecify.annotations.NullMarked;
