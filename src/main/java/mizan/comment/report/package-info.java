/** Reports of readers about published comments. */
@NullMarked
package mizan.comment.report;

import org.jspecify.annotations.NullMarked;
