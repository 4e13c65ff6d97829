@NullMarked
package mizan.moderation.search;

import org.jspecify.annotations.NullMarked;
