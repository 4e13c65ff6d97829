/** Observability: request ids, the access log, the buckets of histograms, and the version as a metric. */
@NullMarked
package mizan.platform.observability;

import org.jspecify.annotations.NullMarked;
