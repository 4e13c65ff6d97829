/** The benchmark: throughput and latency of the service, compared with the limits of its platform. */
@NullMarked
package mizan.benchmark;

import org.jspecify.annotations.NullMarked;
