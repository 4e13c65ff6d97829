/** Automatic checks of new comments: findings that explain and order the moderation queue. Screening never decides. */
@NullMarked
package mizan.screening;

import org.jspecify.annotations.NullMarked;
