/**
 * HTTP requests to URLs that an operator has configured: bounded in time and size, and only to allowed addresses.
 *
 * <p>{@link mizan.platform.outbound.OutboundHttp} sends a {@link mizan.platform.outbound.OutboundRequest} to an
 * {@link mizan.platform.outbound.OutboundUrl}, and returns an {@link mizan.platform.outbound.OutboundResult}.
 */
@NullMarked
package mizan.platform.outbound;

import org.jspecify.annotations.NullMarked;
