@NullMarked
package mizan.comment;

import org.jspecify.annotations.NullMarked;
