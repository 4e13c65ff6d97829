@NullMarked
package mizan.moderation.statistics;

import org.jspecify.annotations.NullMarked;
