@NullMarked
package mizan.embed.widget;

import org.jspecify.annotations.NullMarked;
