/** The addresses of clients, behind trusted proxies, and their networks. */
@NullMarked
package mizan.platform.http.client;

import org.jspecify.annotations.NullMarked;
