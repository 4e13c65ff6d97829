/**
 * Netty handlers: responses from the cache on the event loop, and the limits of connections and requests.
 *
 * <h2>Cached responses</h2>
 *
 * Public pages are read far more often than they change. If the page of a GET request is cached, the event loop answers
 * it before Micronaut sees the request: no routing, no filters, no switch to another thread. This takes a tenth of the
 * CPU time and reaches at least 0.9 of the rate of a bare Netty server that sends the same bytes (the
 * scenario {@code read} of the benchmark).
 *
 * <ul>
 *   <li>A controller that has answered a request puts a {@link mizan.platform.netty.CachedResource} for the request's
 *       target into {@link mizan.platform.netty.CachedResources}. {@code CachedResponseHandler} is placed before
 *       Micronaut's handler in every HTTP/1.1 connection and looks up the target exactly as it is in the request line.
 *   <li>Never answered here: other methods than GET, HTTP/1.0 and HTTP/2, malformed requests, requests with a body,
 *       {@code Authorization}, {@code Cookie}, {@code Expect}, {@code Connection: close} or another {@code Accept} than
 *       {@code *&#47;*}, and the management port. These requests go to Micronaut. So do all requests while an
 *       earlier one on the connection is unanswered, or while the client does not read.
 *   <li>An entry holds no body. It asks its owner for the current representation each time. If the owner has
 *       invalidated it, the request goes to Micronaut, which loads the page. Compressing is left to Micronaut's threads
 *       too: the event loop sends gzip only after another request has made it.
 *   <li>Entries are bounded by their weight, 4 MiB in all, because a client can make up any number of targets. The
 *       owner bounds the representations.
 * </ul>
 *
 * <h2>Limits</h2>
 *
 * A client decides how much it sends and whether it reads. {@code RequestCodec} decodes no further request while four are
 * unanswered or the client does not read, and refuses what RFC 9112 forbids. {@code BodyLimitHandler} enforces the {@link
 * mizan.platform.http.request.BodyLimit} of the route while the body arrives. {@code ConnectionLimits} bounds connections, unread
 * responses and large requests of the whole process. {@code EventLoops} keeps the management port apart from all this.
 */
@NullMarked
package mizan.platform.netty;

import org.jspecify.annotations.NullMarked;
