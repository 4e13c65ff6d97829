@NullMarked
package mizan.moderator.token;

import org.jspecify.annotations.NullMarked;
