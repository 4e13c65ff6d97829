@NullMarked
package mizan.moderator.signin;

import org.jspecify.annotations.NullMarked;
