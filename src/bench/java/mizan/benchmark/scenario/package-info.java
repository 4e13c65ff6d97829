/** Scenarios: the requests that clients send to the service, and the expected responses. */
@NullMarked
package mizan.benchmark.scenario;

import org.jspecify.annotations.NullMarked;
