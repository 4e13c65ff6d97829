/** Paging: signed cursors, and the limits of pages. */
@NullMarked
package mizan.platform.http.paging;

import org.jspecify.annotations.NullMarked;
