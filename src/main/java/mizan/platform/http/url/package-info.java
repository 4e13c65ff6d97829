/** URLs and origins, and the service's own origin. */
@NullMarked
package mizan.platform.http.url;

import org.jspecify.annotations.NullMarked;
