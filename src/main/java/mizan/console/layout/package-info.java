/** The frame of every console page: layout, messages, assets, languages, problems. */
@NullMarked
package mizan.console.layout;

import org.jspecify.annotations.NullMarked;
