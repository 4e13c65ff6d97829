/** The widget: its scripts and style sheets as one bundle, and its messages. */
@NullMarked
package mizan.embed.widget;

import org.jspecify.annotations.NullMarked;
