/** Everything that article pages load: widget, server-rendered comments, forms, receipts, feeds, demo. */
@NullMarked
package mizan.embed;

import org.jspecify.annotations.NullMarked;
