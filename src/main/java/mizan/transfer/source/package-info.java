/** The interface between imports and the readers of formats: articles, comments, and omitted rows. */
@NullMarked
package mizan.transfer.source;

import org.jspecify.annotations.NullMarked;
