@NullMarked
package mizan.moderator.password;

import org.jspecify.annotations.NullMarked;
