@NullMarked
package mizan.moderation.screening;

import org.jspecify.annotations.NullMarked;
