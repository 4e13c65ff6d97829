/** Traces: spans of requests, statements and deliveries with OpenTelemetry, without personal data. Off by default. */
@NullMarked
package mizan.platform.tracing;

import org.jspecify.annotations.NullMarked;
