/** Netty handlers: responses from the cache on the event loop, and the request timeout. */
@NullMarked
package mizan.platform.netty;

import org.jspecify.annotations.NullMarked;
