@NullMarked
package mizan.comment.maintenance;

import org.jspecify.annotations.NullMarked;
