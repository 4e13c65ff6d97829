/** Access tokens: the keys that sign them, and the checks of their claims. */
@NullMarked
package mizan.moderator.token;

import org.jspecify.annotations.NullMarked;
