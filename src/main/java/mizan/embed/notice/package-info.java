/** Pages for notices of illegal content: the form, and the receipt. */
@NullMarked
package mizan.embed.notice;

import org.jspecify.annotations.NullMarked;
