/** The demo: an article with comments and the widget. */
@NullMarked
package mizan.embed.demo;

import org.jspecify.annotations.NullMarked;
