@NullMarked
package mizan.moderator.session;

import org.jspecify.annotations.NullMarked;
