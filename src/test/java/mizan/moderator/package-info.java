@NullMarked
package mizan.moderator;

import org.jspecify.annotations.NullMarked;
