/** Strict requests: parses bodies, limits their size, and refuses wrong query parameters. */
@NullMarked
package mizan.platform.http.request;

import org.jspecify.annotations.NullMarked;
