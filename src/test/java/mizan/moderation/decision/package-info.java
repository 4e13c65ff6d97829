@NullMarked
package mizan.moderation.decision;

import org.jspecify.annotations.NullMarked;
