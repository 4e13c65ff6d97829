@NullMarked
package mizan.embed.documentation;

import org.jspecify.annotations.NullMarked;
