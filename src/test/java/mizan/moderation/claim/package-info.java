@NullMarked
package mizan.moderation.claim;

import org.jspecify.annotations.NullMarked;
