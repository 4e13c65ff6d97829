@NullMarked
package mizan.moderation.article;

import org.jspecify.annotations.NullMarked;
