@NullMarked
package mizan.embed.notice;

import org.jspecify.annotations.NullMarked;
