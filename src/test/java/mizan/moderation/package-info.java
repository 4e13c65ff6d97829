@NullMarked
package mizan.moderation;

import org.jspecify.annotations.NullMarked;
