@NullMarked
package mizan.embed.form;

import org.jspecify.annotations.NullMarked;
