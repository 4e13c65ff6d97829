/** The form for a comment, without script. */
@NullMarked
package mizan.embed.form;

import org.jspecify.annotations.NullMarked;
