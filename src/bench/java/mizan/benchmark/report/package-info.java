/** Results of scenarios and their presentation. */
@NullMarked
package mizan.benchmark.report;

import org.jspecify.annotations.NullMarked;
